package dev.reveille.cli.runs;

import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.LocalTimes;
import dev.reveille.cli.text.Style;
import dev.reveille.cli.text.Table;
import dev.reveille.domain.slot.ServedSlot;
import dev.reveille.domain.slot.SlotOutcome.Kind;
import dev.reveille.runlog.ReadableRunLog;
import dev.reveille.runlog.SlotReader;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code ledger}: every due slot with its one outcome. */
public final class LedgerList {
  private LedgerList() {}

  /**
   * Lists them, oldest first. Returns the exit code.
   *
   * @param job null for all
   */
  public static int run(Session session, @Nullable String job, String since, int limit) {
    if (limit < 1 || limit > 10_000) {
      throw Failure.usage("--limit: " + limit + " (expected: 1 to 10000)");
    }
    Instant now = Instant.now();
    SlotReader.Query query =
        new SlotReader.Query(job, Moments.ago("--since", since, now), now, limit);
    try (ReadableRunLog log = session.runLog()) {
      List<ServedSlot> slots = log.slots().list(query);
      if (session.console().json()) {
        session.console().document(slots);
      } else {
        print(session.console(), slots);
      }
      if (slots.size() == limit) {
        session.console().note("only the latest " + limit + " slots; --limit shows more");
      }
    }
    return 0;
  }

  private static void print(Console console, List<ServedSlot> slots) {
    if (slots.isEmpty()) {
      console.note("no slots");
      return;
    }
    Table table = new Table("JOB", "DUE HERE", "OUTCOME", "VERDICT", "MESSAGE");
    for (ServedSlot slot : slots) {
      table.row(
          Table.Cell.of(slot.job()),
          Table.Cell.of(LocalTimes.dayAndClock(slot.due())),
          new Table.Cell(slot.outcome(), style(slot)),
          Table.Cell.of(Objects.requireNonNullElse(slot.verdict(), "")),
          Table.Cell.of(Objects.requireNonNullElse(slot.message(), "")));
    }
    console.say(table);
  }

  private static @Nullable Style style(ServedSlot slot) {
    String outcome = slot.outcome();
    if (outcome.equals(Kind.MISSED.word())) {
      return Style.BAD;
    }
    if (outcome.equals(Kind.RAN.word())) {
      return "OK".equals(slot.verdict()) ? Style.GOOD : Style.BAD;
    }
    boolean settled = outcome.equals(Kind.SKIPPED.word()) || outcome.equals(Kind.PAUSED.word());
    return settled ? Style.FAINT : null;
  }
}
