/**
 * Agents known by name: where they lie and how they are pointed at the gateway; read {@code
 * AgentStore} first.
 */
@NullMarked
package dev.reveille.activities.agents;

import org.jspecify.annotations.NullMarked;
