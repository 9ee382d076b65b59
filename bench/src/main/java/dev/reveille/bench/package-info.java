/** Side-by-side benchmarks against bare Temporal. */
@NullMarked
package dev.reveille.bench;

import org.jspecify.annotations.NullMarked;
