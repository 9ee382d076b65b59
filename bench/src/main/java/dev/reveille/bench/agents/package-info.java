/** Boots agents in turn and measures time and memory; read {@code Boots} first. */
@NullMarked
package dev.reveille.bench.agents;

import org.jspecify.annotations.NullMarked;
