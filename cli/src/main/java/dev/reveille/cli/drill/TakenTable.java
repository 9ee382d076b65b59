package dev.reveille.cli.drill;

import dev.reveille.cli.text.Style;
import dev.reveille.cli.text.Table;
import dev.reveille.domain.Safe;
import dev.reveille.domain.Spoken;
import java.time.Duration;
import java.util.List;

/** For people: which channel took the notice of a drill. */
final class TakenTable {
  private TakenTable() {}

  static Table of(List<Taken> all) {
    Table table = new Table("CHANNEL", "KIND", "", "TOOK");
    for (Taken taken : all) {
      table.row(
          Table.Cell.of(taken.channel()),
          Table.Cell.of(taken.kind()),
          taken.isDelivered()
              ? new Table.Cell("delivered", Style.GOOD)
              : new Table.Cell("not delivered", Style.BAD),
          Table.Cell.of(
              taken.millis() == null ? "" : Spoken.duration(Duration.ofMillis(taken.millis()))));
    }
    return table;
  }

  /** Why one did not take it, and what to do. */
  static List<String> explain(Taken taken) {
    String why =
        taken.error() == null
            ? "nothing is on record of it: the worker may not know this channel yet; restart it, or"
                + " see its log"
            : Safe.line(taken.error());
    return List.of("", taken.channel() + ": " + why);
  }
}
