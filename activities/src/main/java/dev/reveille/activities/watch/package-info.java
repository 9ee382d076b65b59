/** The clock over a step of a run: its limit, its heartbeats, and what ends it early. */
@NullMarked
package dev.reveille.activities.watch;

import org.jspecify.annotations.NullMarked;
