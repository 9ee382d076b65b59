/**
 * Agents that misbehave on command: {@link AgentCommand} over ACP, {@link OneshotCommand} as a
 * one-shot program.
 */
@NullMarked
package dev.reveille.drill.agent;

import org.jspecify.annotations.NullMarked;
