/** The built-in agent as a program; read {@code Main} first. */
@NullMarked
package dev.reveille.agent;

import org.jspecify.annotations.NullMarked;
