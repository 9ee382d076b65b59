package dev.reveille.runlog;

import dev.reveille.domain.run.Artifact;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.OutputChunk;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.ToolCall;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Trigger;
import dev.reveille.domain.run.Tunnel;
import dev.reveille.domain.volume.GoodRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The read models of the run log. Blocking; may be called from any thread. */
public interface RunReader {
  /**
   * The runs a text names: a workflow id (its newest run first), or {@code workflowId/runId}; a
   * unique prefix of a workflow id will do, and one of several names none.
   */
  List<RunKey> resolve(String run);

  /** One run whole, with events; output cut at {@code maxOutputChars}. */
  Optional<RunView> find(RunKey key, int maxOutputChars);

  /** Runs newest first, without events and output text. */
  List<RunView> list(Query query);

  /** Model calls of a run in order. */
  List<ModelCall> modelCalls(RunKey key);

  /** Tool calls of a run in order. */
  List<ToolCall> toolCalls(RunKey key);

  /** Tool calls of a run as they passed the gateway, in the order they were asked for. */
  List<ToolUse> toolUses(RunKey key);

  /** Connections of a run beside the gateway, in order. */
  List<Tunnel> tunnels(RunKey key);

  /** Output of a run after a position, in order of attempt and seq; at most {@code limit}. */
  List<OutputChunk> output(RunKey key, int afterAttempt, long afterSeq, int limit);

  /** Files of a run that were kept, in the order of their names. */
  List<Artifact> artifacts(RunKey key);

  /**
   * How the newest ended runs of a job ended, those that were skipped or cancelled left out; newest
   * first.
   *
   * @param but a run that does not count
   */
  List<RunStatus> lastEnds(String job, RunKey but, int limit);

  /** What schedules promised, and what became of it. */
  SlotReader slots();

  /** How long boots took. */
  BootReader boots();

  /** What is shown of many jobs and hosts at once. */
  BoardReader board();

  /** Runs that are open (not settled), for the sweeper; oldest first. */
  List<RunKey> open(Instant openedBefore, int limit);

  /**
   * The past of a job's work: its good runs that were not idle, newest first.
   *
   * @param lineage as {@link dev.reveille.domain.volume.Lineage} has it
   */
  List<GoodRun> goodRuns(String job, String lineage);

  /**
   * @param job null for all jobs, among which probes do not count
   * @param trigger null for all but probes; with a job, for all of that
   * @param since opened at or after; null for all
   * @param limit 1 to 10,000
   */
  record Query(
      @Nullable String job,
      @Nullable String verdict,
      @Nullable Trigger trigger,
      @Nullable Instant since,
      int limit) {
    public Query(
        @Nullable String job, @Nullable String verdict, @Nullable Instant since, int limit) {
      this(job, verdict, null, since, limit);
    }

    public Query {
      if (limit < 1 || limit > 10_000) {
        throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to 10000)");
      }
    }
  }
}
