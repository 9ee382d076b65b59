/**
 * A folder of job files becomes definitions, or a list of problems: read {@code JobFolder} first.
 */
@NullMarked
package dev.reveille.starter.files;

import org.jspecify.annotations.NullMarked;
