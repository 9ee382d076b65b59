/**
 * What stands between a run and the machine: see {@link Isolations}, {@link Isolator} and {@link
 * SpawnPlan}.
 */
@NullMarked
package dev.reveille.activities.isolation;

import org.jspecify.annotations.NullMarked;
