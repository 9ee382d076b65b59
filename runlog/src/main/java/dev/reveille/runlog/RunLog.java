package dev.reveille.runlog;

import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.run.Artifact;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.OutputChunk;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.ToolCall;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Tunnel;
import dev.reveille.domain.volume.GoodRun;
import java.time.Instant;
import java.util.List;

/**
 * The append-only record of what every run did, written as it happens by whoever saw it. Every
 * method is idempotent, blocks until the write is committed, and may be called from any thread and
 * from several processes of one host (SQLite) or of many (PostgreSQL).
 *
 * @see RunReader
 */
public interface RunLog extends AutoCloseable {
  /** Writes the head of a run; a second head of the same run changes nothing. */
  void open(RunOpened opened);

  /** Writes the head of a run and its first events, all or none, in one commit. */
  void open(RunOpened opened, List<RunEvent> events);

  /** Adds an event, once for each run, attempt, event and stage. */
  void event(RunKey key, RunEvent event);

  /**
   * Marks the first act of a run that must not be done twice. Committed when this returns.
   *
   * @return whether this call made the mark, false if the attempt had one already
   */
  boolean effect(RunKey key, int attempt, String what, Instant at, String host);

  /**
   * Whether any run of this chain has an effect.
   *
   * @param firstRunId first run of the chain, so that a reset run knows of its forerunner
   */
  boolean effectRecorded(String workflowId, String firstRunId);

  /** Writes a call or its newer state, by run, attempt and seq. */
  void modelCall(ModelCall call);

  /** A tool call as it passed the gateway; known by its id, of which the later word holds. */
  void toolUse(ToolUse use);

  /**
   * A connection through the gateway's proxy; known by its number, of which the later word holds.
   */
  void tunnel(Tunnel tunnel);

  /** Writes a tool call or its newer state, by run, attempt and id. */
  void toolCall(ToolCall call);

  /** Adds pieces of output, by run, attempt and seq. */
  void output(List<OutputChunk> chunks);

  /** Keeps a file of a run, once for each run, attempt and name. */
  void artifact(Artifact artifact);

  /**
   * Adds a good run to its job's past, once; of a lineage that has grown long, the oldest are let
   * go.
   */
  void goodRun(RunKey key, String job, String lineage, GoodRun run);

  /** Adds what a boot took, once for each run, attempt and way to boot. */
  void boot(BootSample sample);

  /**
   * Notes what a series of boots was concluded to be, for all its samples up to a time that nobody
   * has judged.
   */
  void bootsJudged(BootReader.Series series, Instant upTo, BootReader.Judged judged);

  /** Ends the record; the first settling of a run stands. */
  void settle(RunSettled settled);

  /** Ends the record with its last event, and writes its head if it has none; in one commit. */
  void settle(RunOpened opened, RunEvent last, RunSettled settled);

  /**
   * Ends the record anew, whatever it said: of a run that was cancelled while its record was being
   * closed, and only by the run itself.
   */
  void resettle(RunOpened opened, RunEvent last, RunSettled settled);

  /**
   * Lets go of a little of what has grown old: runs that ended, with all their evidence, and what
   * became of slots. So little at a time that other writers wait for milliseconds only. Kept are
   * runs whose chain goes on, as their effects still count; slots of which people are still to
   * hear; and, for longer than the runs themselves, what good runs amounted to.
   *
   * @param before runs opened, and slots due, before this
   * @return how many records went; 0 when nothing that old is left
   */
  int prune(Instant before);

  /** Where the ledger writes, into the same database. */
  SlotLog slotLog();

  @Override
  void close();
}
