/** The commands as a user gives them, in processes of their own; read {@code Product} first. */
@NullMarked
package dev.reveille.acceptance.cli;

import org.jspecify.annotations.NullMarked;
