/** Agents known by name: what is installed, and how more is; {@code AgentInstall} does that. */
@NullMarked
package dev.reveille.cli.agents;

import org.jspecify.annotations.NullMarked;
