/**
 * From a rule to due times, by pure reckoning; start at {@link
 * dev.reveille.domain.schedule.DueTimes}.
 */
@NullMarked
package dev.reveille.domain.schedule;

import org.jspecify.annotations.NullMarked;
