/** From job files to schedules, and the client that starts runs. */
@NullMarked
package dev.reveille.starter;

import org.jspecify.annotations.NullMarked;
