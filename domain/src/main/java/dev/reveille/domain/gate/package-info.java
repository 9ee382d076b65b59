/**
 * Whether a build boots its agents as well as the one before it; read {@code GateJudge} and {@code
 * Series} first.
 */
@NullMarked
package dev.reveille.domain.gate;

import org.jspecify.annotations.NullMarked;
