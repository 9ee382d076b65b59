/** Tells outside watchers that jobs live. Read {@code Pinger} first. */
@NullMarked
package dev.reveille.activities.ping;

import org.jspecify.annotations.NullMarked;
