/**
 * How agents of each protocol are booted and given their turn; read {@code Runner} and {@code
 * BootedAgent} first.
 */
@NullMarked
package dev.reveille.activities.runner;

import org.jspecify.annotations.NullMarked;
