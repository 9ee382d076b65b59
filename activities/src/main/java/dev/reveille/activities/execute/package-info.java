/** The execute activity: the turn of a leased agent. */
@NullMarked
package dev.reveille.activities.execute;

import org.jspecify.annotations.NullMarked;
