package dev.reveille.cli.runs;

import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.LocalTimes;
import dev.reveille.cli.text.Spans;
import dev.reveille.cli.text.Style;
import dev.reveille.domain.Safe;
import dev.reveille.domain.run.RunView;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The facts of a run, a line each. */
final class RunFacts {
  private final Console console;
  private final RunView run;

  RunFacts(Console console, RunView run) {
    this.console = console;
    this.run = run;
  }

  void print() {
    String agent = run.agent();
    fact("job", run.job() + ", trigger " + run.trigger().word());
    fact("due", LocalTimes.full(run.due()) + " (" + run.due() + ")");
    fact("agent", (agent == null ? "none: a command" : agent) + ", target " + run.target());
    queue();
    network();
    RunView.Boot boot = run.boot();
    if (boot != null) {
      fact(
          "boot",
          took(boot.millis(), boot.limitMillis(), boot.attempts())
              + ending(boot.exitReason(), boot.exitCode()));
    }
    RunView.Execute execute = run.execute();
    if (execute != null) {
      fact(
          "execute",
          took(execute.millis(), execute.limitMillis(), execute.attempts())
              + ending(execute.stopReason(), execute.exitCode()));
    }
    RunView.Model model = run.model();
    if (model != null) {
      fact("model", model(model));
    }
    RunView.Tools tools = run.tools();
    if (tools != null) {
      fact(
          "tools",
          "called "
              + tools.called()
              + ", returned "
              + tools.returned()
              + ", failed "
              + tools.failed());
    }
    fact("definition", run.definition());
  }

  private void queue() {
    String deferred = run.deferred();
    if (run.queuedMillis() != null || deferred != null) {
      String why = deferred == null ? "" : ", put off: " + deferred;
      fact("queued", Spans.of(run.queuedMillis()) + why);
    }
  }

  /** As the last boot found it; older records do not say. */
  private void network() {
    run.events().stream()
        .map(event -> event.detail().get("network"))
        .filter(Objects::nonNull)
        .reduce((earlier, later) -> later)
        .ifPresent(reached -> fact("network", reached.asText()));
  }

  private static String took(@Nullable Long millis, long limitMillis, int attempts) {
    return Spans.of(millis)
        + " of "
        + Spans.of(limitMillis)
        + (attempts == 1 ? "" : ", " + attempts + " attempts");
  }

  /** A reason that the message above gives already is not said twice. */
  private String ending(@Nullable String reason, @Nullable Integer code) {
    boolean said = reason == null || String.valueOf(run.message()).contains(reason);
    return (said ? "" : ", " + reason) + (code == null ? "" : ", exit code " + code);
  }

  private static String model(RunView.Model model) {
    Boolean verified = model.verified();
    Long in = model.inputTokens();
    Long out = model.outputTokens();
    return model.pinned()
        + (verified == null ? ", nothing to check yet" : verified ? ", verified" : ", NOT verified")
        + (model.answered().isEmpty() ? "" : "; answered " + String.join(", ", model.answered()))
        + (model.substitutes().isEmpty()
            ? ""
            : "; substitutes " + String.join(", ", model.substitutes()))
        + "; "
        + model.calls()
        + (model.calls() == 1 ? " call, " : " calls, ")
        + model.refused()
        + " refused"
        + (in == null ? "" : "; " + in + " tokens in")
        + (out == null ? "" : ", " + out + " out");
  }

  private void fact(String name, String text) {
    String label = String.format(Locale.ROOT, "%-12s", name);
    console.say(console.styled(Style.FAINT, label) + Safe.line(text));
  }
}
