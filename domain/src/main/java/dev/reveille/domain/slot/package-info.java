/**
 * What schedules promise, and what became of each due time; start at {@link
 * dev.reveille.domain.slot.Promise} and {@link dev.reveille.domain.slot.SlotJudge}.
 */
@NullMarked
package dev.reveille.domain.slot;

import org.jspecify.annotations.NullMarked;
