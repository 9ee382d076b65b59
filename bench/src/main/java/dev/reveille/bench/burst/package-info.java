/**
 * 24 jobs on one tick against a provider that has not room for them; read {@code Burst} and {@code
 * Scenario} first.
 */
@NullMarked
package dev.reveille.bench.burst;

import org.jspecify.annotations.NullMarked;
