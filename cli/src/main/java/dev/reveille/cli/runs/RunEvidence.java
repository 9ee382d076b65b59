package dev.reveille.cli.runs;

import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.Spans;
import dev.reveille.cli.text.Style;
import dev.reveille.cli.text.Table;
import dev.reveille.cli.text.Table.Cell;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.RunView;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the gateway saw of a run, in tables. Of very many rows, the first and the last. */
final class RunEvidence {
  private static final int SHOWN_AT_EACH_END = 15;
  private static final int NAME_CHARS = 36;

  private final Console console;
  private final RunView run;

  RunEvidence(Console console, RunView run) {
    this.console = console;
    this.run = run;
  }

  void print() {
    RunView.Model model = run.model();
    if (model != null) {
      Table calls =
          new Table("CALL", "ASKED", "ANSWERED", "JUDGED", "HTTP", "IN/OUT", "TOOK", "END");
      section("model calls", model.perCall(), calls, call -> calls.row(cells(call)));
    }
    Table uses = new Table("TOOL", "ASKED BY CALL", "CAME BACK AFTER", "ID");
    section(
        "tools, as the gateway saw them",
        run.toolUses(),
        uses,
        use ->
            uses.row(
                name(use.name()),
                number(use.attempt(), use.call()),
                (use.millis() == null ? "never" : Spans.of(use.millis()))
                    + (use.failed() ? ", failed" : ""),
                use.id()));
    Table tunnels = new Table("HOST", "SENT", "RECEIVED", "TOOK", "NOTE");
    section(
        "connections beside the gateway",
        run.tunnels(),
        tunnels,
        tunnel ->
            tunnels.row(
                name(tunnel.host()) + ":" + tunnel.port(),
                Spoken.bytes(tunnel.bytesOut()),
                Spoken.bytes(tunnel.bytesIn()),
                Spans.of(tunnel.millis()),
                (tunnel.allowed() ? "" : "refused: not in network.allow; ")
                    + (tunnel.error() == null ? "" : tunnel.error())));
  }

  private static Cell[] cells(RunView.Call call) {
    String error = call.error();
    String stop = call.stopReason();
    return new Cell[] {
      Cell.of(number(call.attempt(), call.seq())),
      Cell.of(name(call.asked())),
      Cell.of(name(call.answered())),
      new Cell(call.judgement().name(), style(call.judgement())),
      Cell.of((call.status() == 0 ? "-" : "" + call.status()) + times(call.sent())),
      Cell.of(tokens(call.inputTokens()) + "/" + tokens(call.outputTokens())),
      Cell.of(Spans.of(call.millis())),
      Cell.of(error != null ? error : stop != null ? stop : "-")
    };
  }

  /** Only a call that was sent again says how often. */
  private static String times(int sent) {
    return sent > 1 ? " (sent " + sent + "x)" : "";
  }

  private static String number(int attempt, int seq) {
    return attempt > 1 ? attempt + "." + seq : "" + seq;
  }

  private static String tokens(@Nullable Long tokens) {
    return tokens == null ? "-" : tokens.toString();
  }

  private static String name(@Nullable String name) {
    return name == null ? "-" : Spoken.cut(name, NAME_CHARS);
  }

  private static @Nullable Style style(CallJudgement judgement) {
    return switch (judgement) {
      case PINNED, NO_WORK -> null;
      case MISMATCH, UNVERIFIED -> Style.BAD;
      case PENDING -> Style.FAINT;
      default -> Style.WARNING;
    };
  }

  private <T> void section(String title, List<T> rows, Table table, Consumer<T> row) {
    if (rows.isEmpty()) {
      return;
    }
    console.say("");
    console.say(console.styled(Style.STRONG, title));
    int left = rows.size() - 2 * SHOWN_AT_EACH_END;
    if (left <= 0) {
      rows.forEach(row);
    } else {
      rows.subList(0, SHOWN_AT_EACH_END).forEach(row);
      rows.subList(rows.size() - SHOWN_AT_EACH_END, rows.size()).forEach(row);
    }
    console.say(table);
    if (left > 0) {
      console.say(left + " more between the first and the last " + SHOWN_AT_EACH_END + ": -o json");
    }
  }
}
