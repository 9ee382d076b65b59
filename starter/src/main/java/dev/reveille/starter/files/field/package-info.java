/**
 * The small language in which the fields of files are declared: read {@code Field} and {@code
 * Shape} first.
 */
@NullMarked
package dev.reveille.starter.files.field;

import org.jspecify.annotations.NullMarked;
