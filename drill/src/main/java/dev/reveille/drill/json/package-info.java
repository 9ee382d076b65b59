/** JSON trees, by {@link Json}. */
@NullMarked
package dev.reveille.drill.json;

import org.jspecify.annotations.NullMarked;
