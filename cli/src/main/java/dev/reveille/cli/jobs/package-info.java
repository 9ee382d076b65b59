/** Jobs and their schedules: validated, applied, listed, started and steered. */
@NullMarked
package dev.reveille.cli.jobs;

import org.jspecify.annotations.NullMarked;
