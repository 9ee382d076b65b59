package dev.reveille.starter.schedule;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.schedule.DueTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an apply would do, decided from definitions and from what the server lists; asks nobody and
 * writes nothing.
 *
 * @param steps one for each job, by id
 */
public record SchedulePlan(List<Step> steps) {
  /** What is to become of a job's schedule. */
  public enum Action {
    CREATE,
    UPDATE,
    UNCHANGED,
    PAUSE,
    RESUME,
    DELETE,
    /** Its only or last due time has passed: nothing to do, now or ever. */
    DONE,
    REFUSE
  }

  /**
   * One job's part.
   *
   * @param planned null for a deletion
   * @param message why, in words; empty where the action says it all
   */
  public record Step(String job, Action action, @Nullable PlannedJob planned, String message) {
    public Step {
      requireNonNull(job, "job is null");
      requireNonNull(action, "action is null");
      requireNonNull(message, "message is null");
    }

    /** One line for people. */
    public String text() {
      String word = action.name().toLowerCase(Locale.ROOT);
      return word + " " + job + (message.isEmpty() ? "" : ": " + message);
    }
  }

  public SchedulePlan {
    steps = List.copyOf(steps);
  }

  /**
   * Plans.
   *
   * @param owner whose folder this is; only its own schedules are ever touched
   * @param prune whether the owner's schedules without a job are deleted
   * @throws IllegalArgumentException if two jobs have one id, or a job has another owner
   */
  public static SchedulePlan of(
      List<PlannedJob> jobs, List<HeldSchedule> held, String owner, boolean prune, Instant now) {
    Map<String, HeldSchedule> byJob = new TreeMap<>();
    held.forEach(schedule -> byJob.put(schedule.job(), schedule));
    Map<String, Step> steps = new TreeMap<>();
    for (PlannedJob job : jobs) {
      JobDefinition definition = job.definition();
      if (!definition.owner().equals(owner)) {
        throw new IllegalArgumentException(
            "job "
                + definition.id()
                + ": owner '"
                + definition.owner()
                + "' (expected: "
                + owner
                + ")");
      }
      Step step = step(job, byJob.get(definition.id()), owner, now);
      if (steps.put(definition.id(), step) != null) {
        throw new IllegalArgumentException(
            "two jobs have the id '" + definition.id() + "' (expected: one job for each id)");
      }
    }
    if (prune) {
      Set<String> wanted = new HashSet<>(steps.keySet());
      byJob.values().stream()
          .filter(schedule -> owner.equals(schedule.owner()) && !wanted.contains(schedule.job()))
          .forEach(
              schedule ->
                  steps.put(
                      schedule.job(),
                      new Step(schedule.job(), Action.DELETE, null, "no job file names it")));
    }
    return new SchedulePlan(new ArrayList<>(steps.values()));
  }

  private static Step step(PlannedJob job, @Nullable HeldSchedule held, String owner, Instant now) {
    String id = job.definition().id();
    if (held != null && !owner.equals(held.owner())) {
      return new Step(id, Action.REFUSE, job, heldByAnother(held.owner()));
    }
    String refusal = refusal(job.definition());
    if (refusal != null) {
      String stays = held == null ? "" : "; its earlier schedule stays as it was";
      return new Step(id, Action.REFUSE, job, refusal + stays);
    }
    if (passed(job.definition().schedule(), now)) {
      return new Step(id, Action.DONE, job, passedMessage(job.definition().schedule()));
    }
    if (held == null) {
      return new Step(id, Action.CREATE, job, PauseNotes.atCreation(job));
    }
    if (!Objects.equals(held.digest(), ScheduleForm.digest(job.definition(), now))) {
      return new Step(id, Action.UPDATE, job, "");
    }
    if (!job.enabled() && !held.paused()) {
      return new Step(id, Action.PAUSE, job, PauseNotes.BY_FILE);
    }
    if (job.enabled() && held.pausedByFile()) {
      return new Step(id, Action.RESUME, job, PauseNotes.ENABLED);
    }
    return new Step(id, Action.UNCHANGED, job, held.paused() ? held.note() : "");
  }

  /** Why a job's id cannot be had. */
  static String heldByAnother(@Nullable String owner) {
    return owner == null
        ? "the server has a schedule of this name that is not Reveille's; choose another id"
        : "the id is held by owner '" + owner + "'; choose another id, or remove it there first";
  }

  private static @Nullable String refusal(JobDefinition definition) {
    try {
      return DueTimes.of(definition.schedule()).neverFires()
          ? "the schedule can never fire: no date matches '"
              + definition.schedule().expr()
              + "'; mend its day and month"
          : null;
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static boolean passed(ScheduleRule rule, Instant now) {
    return DueTimes.of(rule).next(now).isEmpty();
  }

  private static String passedMessage(ScheduleRule rule) {
    return rule.kind() == ScheduleRule.Kind.AT
        ? "its time, " + rule.at() + ", has passed"
        : "its last due time has passed";
  }
}
