package dev.reveille.worker.board.page;

import dev.reveille.domain.Safe;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import java.util.Objects;

/** A run in a list of runs. */
public record RunLine(
    String href,
    String due,
    String iso,
    String kind,
    String word,
    String trigger,
    String boot,
    String turn,
    String model,
    String message) {
  private static final int LONGEST = 200;

  public static RunLine of(RunView run, Clockface clock) {
    RunView.Boot boot = run.boot();
    RunView.Execute turn = run.execute();
    RunView.Model model = run.model();
    return new RunLine(
        Links.run(new RunKey(run.temporal().workflowId(), run.temporal().runId())),
        clock.at(run.due()),
        run.due().toString(),
        kind(run.status()),
        word(run),
        run.trigger().word(),
        Clockface.span(boot == null ? null : boot.millis()),
        Clockface.span(turn == null ? null : turn.millis()),
        model == null ? "–" : Safe.line(String.join(", ", model.answered())),
        run.status() == RunStatus.SUCCEEDED
            ? ""
            : Spoken.cut(Safe.line(Objects.requireNonNullElse(run.message(), "")), LONGEST));
  }

  /** The verdict, or while there is none, what the run does. */
  public static String word(RunView run) {
    String verdict = run.verdict();
    return verdict == null ? run.status().word() : verdict;
  }

  /** Class of its look. */
  public static String kind(RunStatus status) {
    return switch (status) {
      case SUCCEEDED -> "good";
      case FAILED -> "bad";
      case CANCELLED -> "warn";
      case SKIPPED -> "quiet";
      case QUEUED, BOOTING, EXECUTING, VERIFYING -> "runs";
    };
  }
}
