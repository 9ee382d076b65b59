/** The {@code reveille} command. */
@NullMarked
package dev.reveille.cli;

import org.jspecify.annotations.NullMarked;
