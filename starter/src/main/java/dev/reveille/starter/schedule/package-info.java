/**
 * What the server is told of a rule; start at {@link dev.reveille.starter.schedule.ScheduleSpecs}.
 * The due times themselves are {@link dev.reveille.domain.schedule.DueTimes}.
 */
@NullMarked
package dev.reveille.starter.schedule;

import org.jspecify.annotations.NullMarked;
