/**
 * Command-line flags of the drill programs: a {@link FlagSet} reads words, {@link FlagValues} holds
 * them.
 */
@NullMarked
package dev.reveille.drill.flags;

import org.jspecify.annotations.NullMarked;
