/** Boots without work, asked for by a person: {@link ProbeList}. */
@NullMarked
package dev.reveille.cli.probe;

import org.jspecify.annotations.NullMarked;
