/**
 * Runs one-shot programs, of users and of agents that speak no protocol: see {@link CommandRun}.
 */
@NullMarked
package dev.reveille.activities.command;

import org.jspecify.annotations.NullMarked;
