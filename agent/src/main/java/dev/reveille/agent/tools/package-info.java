/** What the model may do, each within limits; read {@code Tool} first. */
@NullMarked
package dev.reveille.agent.tools;

import org.jspecify.annotations.NullMarked;
