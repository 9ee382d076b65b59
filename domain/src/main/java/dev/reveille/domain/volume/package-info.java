/**
 * A run's volume against its job's own past; read {@code VolumeRule} and {@code VolumeJudge} first.
 */
@NullMarked
package dev.reveille.domain.volume;

import org.jspecify.annotations.NullMarked;
