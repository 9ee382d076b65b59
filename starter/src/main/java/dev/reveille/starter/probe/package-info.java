/**
 * Which agents are booted without work, when, and one by one: {@link ProbePlan}, {@link ProbeApply}
 * and {@link ProbeRuns}.
 */
@NullMarked
package dev.reveille.starter.probe;

import org.jspecify.annotations.NullMarked;
