/** Long-running commands: {@code Up} and what it keeps running. */
@NullMarked
package dev.reveille.cli.up;

import org.jspecify.annotations.NullMarked;
