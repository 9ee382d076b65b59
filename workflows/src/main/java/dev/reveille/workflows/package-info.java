/** The workflows of Reveille and the activity interfaces they call; read {@code JobRun} first. */
@NullMarked
package dev.reveille.workflows;

import org.jspecify.annotations.NullMarked;
