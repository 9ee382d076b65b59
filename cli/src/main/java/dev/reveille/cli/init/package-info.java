/** A first folder for someone who has none; read {@code Init} first. */
@NullMarked
package dev.reveille.cli.init;

import org.jspecify.annotations.NullMarked;
