/** What the agent is told by its environment and its settings; read {@code Settings} first. */
@NullMarked
package dev.reveille.agent.settings;

import org.jspecify.annotations.NullMarked;
