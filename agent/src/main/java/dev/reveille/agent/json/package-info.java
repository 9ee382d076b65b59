/** The one JSON mapper, and trees made and read with it: {@code Json}. */
@NullMarked
package dev.reveille.agent.json;

import org.jspecify.annotations.NullMarked;
