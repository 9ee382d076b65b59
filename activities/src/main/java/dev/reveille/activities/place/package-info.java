/** Everything that is made ready before an agent is started; read {@code Places} first. */
@NullMarked
package dev.reveille.activities.place;

import org.jspecify.annotations.NullMarked;
