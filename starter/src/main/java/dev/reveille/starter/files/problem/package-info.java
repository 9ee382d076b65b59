/** What is wrong in a folder, and where: read {@code Problem} first. */
@NullMarked
package dev.reveille.starter.files.problem;

import org.jspecify.annotations.NullMarked;
