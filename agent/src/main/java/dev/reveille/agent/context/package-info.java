/**
 * Files of the workspace as the model gets to see them before its first turn; read {@code
 * ContextReader} first.
 */
@NullMarked
package dev.reveille.agent.context;

import org.jspecify.annotations.NullMarked;
