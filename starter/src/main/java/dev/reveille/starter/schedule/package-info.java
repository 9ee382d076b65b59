/**
 * Jobs as the server's schedules: planned and applied by {@link
 * dev.reveille.starter.schedule.ScheduleApply}, asked and steered by {@link
 * dev.reveille.starter.schedule.JobSchedules}. The due times themselves are {@link
 * dev.reveille.domain.schedule.DueTimes}.
 */
@NullMarked
package dev.reveille.starter.schedule;

import org.jspecify.annotations.NullMarked;
