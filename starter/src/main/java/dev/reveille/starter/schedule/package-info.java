/**
 * From a rule to due times and to what the server is told; start at {@link
 * dev.reveille.starter.schedule.DueTimes} and {@link dev.reveille.starter.schedule.ScheduleSpecs}.
 */
@NullMarked
package dev.reveille.starter.schedule;

import org.jspecify.annotations.NullMarked;
