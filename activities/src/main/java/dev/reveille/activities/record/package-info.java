/** The workflow's hand on the run log: open, note, verify, settle; read {@code Recording} first. */
@NullMarked
package dev.reveille.activities.record;

import org.jspecify.annotations.NullMarked;
