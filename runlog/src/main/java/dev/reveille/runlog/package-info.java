/** The append-only record of what every run did; read {@code RunLog} first. */
@NullMarked
package dev.reveille.runlog;

import org.jspecify.annotations.NullMarked;
