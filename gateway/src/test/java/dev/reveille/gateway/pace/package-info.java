/** Pacing, driven by hand through time; read {@link dev.reveille.gateway.pace.HandTime} first. */
@NullMarked
package dev.reveille.gateway.pace;

import org.jspecify.annotations.NullMarked;
