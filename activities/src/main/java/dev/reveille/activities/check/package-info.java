/** Has a run's work checked by the job's own program; read {@code Checking} first. */
@NullMarked
package dev.reveille.activities.check;

import org.jspecify.annotations.NullMarked;
