/** {@code import}: other schedulers' jobs into this folder; read {@code Importing} first. */
@NullMarked
package dev.reveille.cli.imports;

import org.jspecify.annotations.NullMarked;
