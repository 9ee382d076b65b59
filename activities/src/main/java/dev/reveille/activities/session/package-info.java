/** The agents of shared sessions on this host; read {@code SharedSessions} first. */
@NullMarked
package dev.reveille.activities.session;

import org.jspecify.annotations.NullMarked;
