/**
 * Starts, watches and ends processes; the only place that uses ProcessBuilder: see {@link Spawner}
 * and {@link AgentProcess}.
 */
@NullMarked
package dev.reveille.activities.process;

import org.jspecify.annotations.NullMarked;
