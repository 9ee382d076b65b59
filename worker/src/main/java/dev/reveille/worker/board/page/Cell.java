package dev.reveille.worker.board.page;

import dev.reveille.domain.Safe;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.slot.ServedSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One slot in a row of them.
 *
 * @param kind class of its look
 * @param href its run; the job itself where none took it
 * @param first whether Tab comes to the row here
 */
public record Cell(String kind, String href, String when, String word, String why, boolean first) {
  private static final int LONGEST = 280;

  /** The script of the page parts the label here. */
  private static final String BETWEEN = " · ";

  /** What a screen reader says. */
  public String label() {
    return when + BETWEEN + word + (why.isEmpty() ? "" : BETWEEN + why);
  }

  /**
   * Cells of slots, oldest first. Tab comes first to the newest that went wrong, else the newest.
   */
  public static List<Cell> of(List<ServedSlot> slots, Clockface clock) {
    int first = slots.size() - 1;
    for (int i = first; i >= 0; i--) {
      if (isBad(slots.get(i))) {
        first = i;
        break;
      }
    }
    List<Cell> cells = new ArrayList<>(slots.size());
    for (int i = 0; i < slots.size(); i++) {
      cells.add(of(slots.get(i), clock, i == first));
    }
    return cells;
  }

  /** Whether a slot went wrong. */
  public static boolean isBad(ServedSlot slot) {
    String kind = kind(slot);
    return kind.equals("bad") || kind.equals("missed");
  }

  private static Cell of(ServedSlot slot, Clockface clock, boolean first) {
    String run = slot.run();
    String runId = slot.runId();
    String message = Objects.requireNonNullElse(slot.message(), "");
    String kind = kind(slot);
    return new Cell(
        kind,
        run == null || runId == null ? Links.job(slot.job()) : Links.run(run, runId),
        clock.at(slot.due()),
        word(slot),
        kind.equals("good") ? "" : Spoken.cut(Safe.line(message), LONGEST),
        first);
  }

  private static String word(ServedSlot slot) {
    String verdict = slot.verdict();
    return verdict == null ? slot.outcome() : verdict.equals("OK") ? "answered" : verdict;
  }

  private static String kind(ServedSlot slot) {
    return switch (slot.outcome()) {
      case "ran" -> ran(slot.verdict());
      case "missed" -> "missed";
      case "skipped", "paused" -> "quiet";
      case ServedSlot.DEFERRED -> "waits";
      case ServedSlot.RUNNING -> "runs";
      default -> "due";
    };
  }

  private static String ran(@Nullable String verdict) {
    return "OK".equals(verdict) ? "good" : "CANCELLED".equals(verdict) ? "quiet" : "bad";
  }
}
