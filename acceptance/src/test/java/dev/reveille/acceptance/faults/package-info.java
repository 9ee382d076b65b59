/** Faults as users meet them: hangs, kills, terminations, absences; read {@code Rig} first. */
@NullMarked
package dev.reveille.acceptance.faults;

import org.jspecify.annotations.NullMarked;
