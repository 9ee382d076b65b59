/** Sessions and their turns; read {@code Session} and {@code Turn} first. */
@NullMarked
package dev.reveille.agent.session;

import org.jspecify.annotations.NullMarked;
