/** Boots that are measured and dismissed; begin with {@link Probing}. */
@NullMarked
package dev.reveille.activities.probe;

import org.jspecify.annotations.NullMarked;
