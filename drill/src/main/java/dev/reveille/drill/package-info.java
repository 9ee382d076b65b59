/** Providers and agents that misbehave on command. */
@NullMarked
package dev.reveille.drill;

import org.jspecify.annotations.NullMarked;
