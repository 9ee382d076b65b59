package dev.reveille.runlog;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.slot.Promise;
import dev.reveille.domain.slot.ServedSlot;
import dev.reveille.domain.slot.Watched;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of many jobs, runs and hosts at once. Blocking, for milliseconds also with 1,000
 * jobs and 100,000 runs; may be called from any thread.
 */
public interface BoardReader {
  /**
   * Every job that a schedule promises, by id.
   *
   * @param owner whose jobs; null for all
   * @param slots how many of each job's last slots
   */
  List<Roll> rollCall(@Nullable String owner, int slots);

  /** The last slots of some jobs, oldest first, and what their schedules promise. */
  Map<String, Answers> answers(@Nullable String owner, Collection<String> jobs, int slots);

  /** How the last boots of a job's runs ended, oldest first. */
  List<BootEnd> boots(String job, int runs);

  /** How the last boots of any job's runs ended, oldest first. */
  List<BootEnd> boots(int runs);

  /** How much the last good runs of a job amounted to, oldest first. */
  List<Volume> volumes(String job, int runs);

  /** Which models the last runs of a job asked for, and which answered; most calls first. */
  List<Answered> models(String job, int runs);

  /** The definitions that the last runs of a job ran by, newest first. */
  List<Edition> editions(String job, int runs);

  /** The processes that have the run log open to write, by name of their host. */
  List<OpenHere> open();

  /**
   * A job in one line.
   *
   * @param next nominal time of the first slot to come; null when none is to come
   * @param marks one letter for each of the last slots, oldest first; see {@link Mark}
   */
  record Roll(String job, @Nullable Instant next, Watched watched, String marks) {}

  /** How a slot ended, in a letter. */
  enum Mark {
    GOOD('o'),
    BAD('x'),
    MISSED('m'),
    CANCELLED('c'),
    SKIPPED('s'),
    PAUSED('p'),
    /** Not known yet. */
    OPEN('?');

    private final char letter;

    Mark(char letter) {
      this.letter = letter;
    }

    /** The letter in {@link Roll#marks}. */
    public char letter() {
      return letter;
    }
  }

  /**
   * A job's last slots and latest run.
   *
   * @param latest null where no run is known
   */
  record Answers(Promise promise, List<ServedSlot> slots, @Nullable Latest latest) {
    public Answers {
      slots = List.copyOf(slots);
    }
  }

  /**
   * The run of a job that was opened last, however it was started.
   *
   * @param verdict null while it goes on
   */
  record Latest(
      RunKey key,
      Instant openedAt,
      @Nullable String agent,
      @Nullable String pinned,
      @Nullable String verdict,
      @Nullable String message,
      @Nullable Instant settledAt) {}

  /**
   * The end of a boot, as its run tells of it: of commands too, and of boots that were refused,
   * which the series of {@link BootReader} leave out.
   *
   * @param end ready, timed out or failed
   * @param millis null where it is not known
   */
  record BootEnd(
      RunKey key,
      String job,
      Instant at,
      @Nullable String host,
      EventType end,
      @Nullable Long millis,
      long limitMillis) {}

  /** How much a good run amounted to; null where nobody counted. */
  record Volume(
      Instant due,
      @Nullable Long output,
      @Nullable Long items,
      @Nullable Long tools,
      @Nullable Long tokens) {}

  /**
   * A model asked for, and the one that answered.
   *
   * @param asked by the agent; null where it named none
   * @param answered null where no answer named one
   */
  record Answered(
      @Nullable String pinned,
      @Nullable String asked,
      @Nullable String answered,
      String judgement,
      long calls,
      long runs) {}

  /** A definition, and when runs ran by it. */
  record Edition(
      String definition,
      Instant first,
      Instant last,
      long runs,
      long good,
      @Nullable String pinned,
      @Nullable String agent,
      String target,
      long bootLimitMillis,
      long executeLimitMillis) {}

  /** A process that writes to the run log. */
  record OpenHere(String host, Instant seenAt) {}
}
