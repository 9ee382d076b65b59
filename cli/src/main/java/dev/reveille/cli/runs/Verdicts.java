package dev.reveille.cli.runs;

import dev.reveille.cli.text.Style;
import dev.reveille.cli.text.Table;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import org.jspecify.annotations.Nullable;

/** How a run stands, in a word and a colour. */
public final class Verdicts {
  private Verdicts() {}

  /** The verdict, or while there is none, what the run does. */
  public static String word(RunView run) {
    String verdict = run.verdict();
    return verdict == null ? run.status().word() : verdict;
  }

  /** The same in a table. */
  public static Table.Cell cell(RunView run) {
    return new Table.Cell(word(run), style(run.status()));
  }

  static @Nullable Style style(RunStatus status) {
    return switch (status) {
      case SUCCEEDED -> Style.GOOD;
      case FAILED -> Style.BAD;
      case CANCELLED -> Style.WARNING;
      case SKIPPED -> Style.FAINT;
      case QUEUED, BOOTING, EXECUTING, VERIFYING -> null;
    };
  }
}
