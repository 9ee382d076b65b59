/**
 * Asks programs of the user's own about a run: how much there is to do, and whether it was done;
 * read {@code Asking} first.
 */
@NullMarked
package dev.reveille.activities.ask;

import org.jspecify.annotations.NullMarked;
