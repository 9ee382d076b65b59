package dev.reveille.worker.board.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Roll call: every job, the worst first.
 *
 * @param show code of the standing that is shown alone; empty for all
 * @param search part of the ids that are shown; empty for all
 * @param rows of this part of the list
 * @param more where the next part is; null at the end
 * @param found how many jobs are shown in all
 */
public record RollCallPage(
    Chrome chrome,
    Headline headline,
    List<Choice> choices,
    List<ProviderLine> providers,
    String show,
    String search,
    List<JobLine> rows,
    @Nullable String more,
    int found,
    int slots) {
  public RollCallPage {
    choices = List.copyOf(choices);
    providers = List.copyOf(providers);
    rows = List.copyOf(rows);
  }

  /** The state of all in a sentence. */
  public record Headline(String kind, String text, String more) {}

  /** A standing to choose, and how many jobs have it. */
  public record Choice(String code, String word, String meaning, int jobs, boolean chosen) {
    public String number() {
      return Clockface.number((long) jobs);
    }
  }

  /** How it stands with a provider. */
  public record ProviderLine(String name, String kind, String word, String detail) {}

  /**
   * A job.
   *
   * @param next when it is due; null when it is not
   * @param latest its newest run; null without one
   */
  public record JobLine(
      String job,
      String href,
      String name,
      String detail,
      Standing standing,
      String why,
      List<Cell> cells,
      String summary,
      @Nullable When latest,
      @Nullable When next) {
    public JobLine {
      cells = List.copyOf(cells);
    }
  }

  /** A moment, from afar and exactly. */
  public record When(String away, String at, String iso) {}
}
