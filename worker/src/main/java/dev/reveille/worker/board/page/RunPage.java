package dev.reveille.worker.board.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run.
 *
 * @param live where its output comes as it is said; null once it has ended
 * @param temporal its page in Temporal's Web UI; null where that is not known
 */
public record RunPage(
    Chrome chrome,
    String run,
    String job,
    String jobHref,
    String kind,
    String word,
    String message,
    @Nullable String remedy,
    List<Fact> facts,
    List<Lane> lanes,
    List<FindingLine> findings,
    List<List<String>> calls,
    List<List<String>> tools,
    List<List<String>> connections,
    List<List<String>> files,
    List<EventLine> events,
    @Nullable String output,
    @Nullable String cut,
    @Nullable String live,
    @Nullable String temporal,
    String json) {
  public RunPage {
    facts = List.copyOf(facts);
    lanes = List.copyOf(lanes);
    findings = List.copyOf(findings);
    events = List.copyOf(events);
  }

  /**
   * A bar of the timeline, in thousandths of its whole.
   *
   * @param note what it took, and its limit
   */
  public record Lane(String label, String kind, long from, long wide, String note) {}

  public record FindingLine(String kind, String code, String message) {}

  public record EventLine(String at, String after, String event, String attempt, String detail) {}
}
