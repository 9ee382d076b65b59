/**
 * Providers and agents that misbehave on command: {@link Drill} is the program, {@link
 * DrillProvider} the provider within a test, {@link DrillCommand} the way to start an agent from
 * one.
 */
@NullMarked
package dev.reveille.drill;

import org.jspecify.annotations.NullMarked;
