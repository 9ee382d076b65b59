package dev.reveille.worker.board.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One job.
 *
 * @param pause why it is paused; empty while it is not, or nobody said why
 * @param started workflow id of the run that was started from this page; null for none
 * @param boots null where none of its runs booted yet
 * @param definition as JSON; null where the server could not be asked
 * @param trouble why there is no definition
 * @param volumes whether there are good runs to draw
 * @param promised whether a schedule promises it still
 */
public record JobPage(
    Chrome chrome,
    String job,
    String name,
    @Nullable String description,
    Standing standing,
    String pause,
    @Nullable String started,
    boolean promised,
    String why,
    List<Cell> cells,
    List<Fact> facts,
    List<RollCallPage.When> next,
    @Nullable Boots boots,
    boolean volumes,
    String volume,
    List<ModelLine> models,
    List<EditionLine> editions,
    List<RunLine> runs,
    @Nullable String definition,
    @Nullable String trouble) {
  public JobPage {
    cells = List.copyOf(cells);
    facts = List.copyOf(facts);
    next = List.copyOf(next);
    models = List.copyOf(models);
    editions = List.copyOf(editions);
    runs = List.copyOf(runs);
  }

  public String href() {
    return Links.job(job);
  }

  /** The page of the run that was started from this one. */
  public String startedHref() {
    return Links.run(started == null ? "" : started);
  }

  public boolean paused() {
    return standing == Standing.PAUSED;
  }

  /**
   * How long its boots took.
   *
   * @param share how much of the limit the 95th percentile takes, in per cent
   * @param kind whether that is much
   */
  public record Boots(
      String last, String median, String p95, String limit, long share, String kind, int count) {}

  /** A model asked for and the one that answered. */
  public record ModelLine(
      String asked, String answered, String kind, String judgement, String calls, String runs) {}

  /** A definition that runs ran by, and what it changed. */
  public record EditionLine(
      String digest, String first, String last, String runs, String good, String change) {}
}
