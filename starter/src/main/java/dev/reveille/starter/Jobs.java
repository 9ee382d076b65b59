package dev.reveille.starter;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.starter.failure.AlreadyRunning;
import dev.reveille.starter.failure.AnotherOwner;
import dev.reveille.starter.failure.JobPaused;
import dev.reveille.starter.failure.NoServer;
import dev.reveille.starter.failure.NoSuchJob;
import dev.reveille.starter.failure.ServerRefused;
import dev.reveille.starter.schedule.ApplyReport;
import dev.reveille.starter.schedule.HeldJob;
import dev.reveille.starter.schedule.HeldSchedule;
import dev.reveille.starter.schedule.JobSchedules;
import dev.reveille.starter.schedule.NextTime;
import dev.reveille.starter.schedule.ScheduleApply;
import dev.reveille.starter.schedule.SchedulePlan;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a namespace, by their ids: started, applied, paused, asked about. Every method blocks
 * for its calls to the server. All throw {@link NoServer} when none answers and {@link
 * ServerRefused} when it would not; those that take a job throw {@link NoSuchJob} when it has no
 * schedule, and {@link AnotherOwner} when it is another's. Thread-safe.
 */
public final class Jobs {
  /** Most due times one backfill takes on. */
  public static final int LONGEST_BACKFILL = 1_000;

  private final JobSchedules schedules;
  private final ScheduleApply apply;
  private final Starts starts;
  private final Backfills backfills;

  Jobs(JobSchedules schedules, ScheduleApply apply, Starts starts, Backfills backfills) {
    this.schedules = schedules;
    this.apply = apply;
    this.starts = starts;
    this.backfills = backfills;
  }

  /** As {@link #start(String, StartOptions)}, in the usual way: also while the job is paused. */
  public RunHandle start(String job) {
    return start(job, StartOptions.USUAL);
  }

  /**
   * Starts a job now, with the definition its schedule holds. {@code overlap} holds: {@code skip}
   * refuses while a run is under way; {@code cancelOther} and {@code terminateOther} end it and
   * wait for its end; {@code bufferOne} and {@code bufferAll} wait for it, in the calling thread;
   * {@code allowAll} starts at once. Of runs that were started by hand the server tells up to two
   * seconds late, so two starts within that time may both go through; those with one {@link
   * StartOptions#key} never do.
   *
   * @throws AlreadyRunning if it is running, and its overlap or the patience does not let it wait
   * @throws JobPaused if it is paused, and {@link StartOptions#evenPaused} is off
   */
  public RunHandle start(String job, StartOptions options) {
    HeldJob held = schedules.held(job);
    return starts.start(held.definition(), held, options);
  }

  /**
   * Starts a job now with this definition instead of the one its schedule holds; else as {@link
   * #start(String, StartOptions)}.
   */
  public RunHandle start(JobDefinition definition, StartOptions options) {
    return starts.start(definition, schedules.held(definition.id()), options);
  }

  /**
   * What {@link #apply} would do now; writes nothing.
   *
   * @throws IllegalArgumentException if two jobs have one id, or a job has another owner
   */
  public SchedulePlan plan(List<PlannedJob> jobs, String owner, boolean prune) {
    return apply.plan(jobs, owner, prune);
  }

  /**
   * Makes the server's schedules what the jobs say, and writes nothing where they already are.
   * Blocks until every job is dealt with; one that fails holds up no other, and is in the report.
   *
   * @param owner whose jobs these are; only its own schedules are ever touched. A running {@code
   *     reveille up} removes what is not in its folder from its owner, so take another one
   * @param prune whether the owner's schedules that are not among these are deleted
   * @throws IllegalArgumentException if two jobs have one id, or a job has another owner
   */
  public ApplyReport apply(List<PlannedJob> jobs, String owner, boolean prune) {
    return apply.apply(jobs, owner, prune);
  }

  /**
   * Pauses a job, until it is resumed; survives every apply. What runs goes on.
   *
   * @param note why, for people; empty for none
   */
  public void pause(String job, String note) {
    schedules.pause(job, note);
  }

  /** Resumes a paused job. One that is applied as not enabled is paused by the next apply. */
  public void resume(String job) {
    schedules.resume(job);
  }

  /**
   * Runs past due times, each as a run of its own under the id its slot has, in order. Unless
   * overlap is {@code allowAll}, one runs after the other, the first after those under way, in the
   * calling thread: that may take hours. A slot whose run is under way or ended green is not run
   * again. One that fails does not keep the next from running.
   *
   * @param from first due time, included
   * @param to last due time, included; never beyond now
   * @param progress told of each slot as it is dealt with, in the calling thread
   * @throws IllegalArgumentException if these are more than {@link #LONGEST_BACKFILL}
   */
  public List<BackfilledSlot> backfill(
      String job, Instant from, Instant to, Consumer<BackfilledSlot> progress) {
    return backfills.run(schedules.held(job), from, to, progress);
  }

  /**
   * The next due times as the server holds them; also of a paused job, for when it is resumed.
   *
   * @param count at most so many, from 1 to 500
   */
  public List<NextTime> next(String job, int count) {
    return schedules.next(job, count);
  }

  /** All jobs of an owner, by id; of all owners for null. Up to two seconds old. */
  public List<HeldSchedule> scheduled(@Nullable String of) {
    return schedules.list(of);
  }

  /** The definition that a job's schedule holds. */
  public JobDefinition definition(String job) {
    return held(job).definition();
  }

  /** A job as its schedule has it now: its definition, and whether and why it is paused. */
  public HeldJob held(String job) {
    return schedules.held(job);
  }
}
