/**
 * A job as it is written becomes a frozen definition: read {@code JobFields} and {@code JobReader}
 * first.
 */
@NullMarked
package dev.reveille.starter.files.job;

import org.jspecify.annotations.NullMarked;
