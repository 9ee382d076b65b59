/** The Agent Client Protocol towards whoever started the agent; read {@code AcpServer} first. */
@NullMarked
package dev.reveille.agent.acp;

import org.jspecify.annotations.NullMarked;
