package dev.reveille.cli.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reveille.domain.gate.Boot;
import dev.reveille.domain.gate.CellJudgement;
import dev.reveille.domain.gate.Comparison;
import dev.reveille.domain.gate.Judgement;
import dev.reveille.domain.gate.Series;
import dev.reveille.domain.run.Finding;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * All that a gate found, as {@code -o json} gives it and as the other reports are made of.
 *
 * @param samples boots that were asked for of each cell
 * @param build that was judged, such as {@code agents 42}; null where no build was named
 * @param against what it was compared with, in words; null for nothing
 * @param turns null where they were left out
 * @param deployment what became of the worker deployment; null where nothing was to become of it
 * @param notes what else the reader should know
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record GateReport(
    boolean passed,
    int samples,
    @Nullable String build,
    @Nullable String against,
    HostMark host,
    List<CellReport> cells,
    @Nullable List<TurnReport> turns,
    @Nullable String deployment,
    List<String> notes) {
  GateReport {
    cells = List.copyOf(cells);
    notes = List.copyOf(notes);
  }

  /** One cell. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record CellReport(
      String agent,
      String target,
      boolean passed,
      Side now,
      @Nullable Side before,
      long limitMillis,
      long warnMillis,
      List<Comparison> comparisons,
      List<Finding> findings) {
    static CellReport of(CellJudgement judged) {
      Series before = judged.before();
      return new CellReport(
          judged.cell().agent(),
          judged.cell().target(),
          judged.passed(),
          Side.of(judged.now()),
          before == null ? null : Side.of(before),
          judged.now().limitMillis(),
          judged.now().warnMillis(),
          judged.comparisons(),
          judged.findings());
    }
  }

  /**
   * Boots of one build.
   *
   * @param medianMillis of good boots; null without any
   * @param endedIn stages in which boots ended that did not get ready, each once
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Side(
      @Nullable String version,
      int made,
      int ready,
      int timedOut,
      int failed,
      @Nullable Long medianMillis,
      @Nullable Long p95Millis,
      List<String> endedIn) {
    static Side of(Series series) {
      OptionalLong median = series.medianMillis();
      OptionalLong p95 = series.p95Millis();
      return new Side(
          series.version(),
          series.boots().size() - series.count(Boot.Outcome.NOT_MADE),
          series.ready(),
          series.count(Boot.Outcome.BOOT_TIMEOUT),
          series.count(Boot.Outcome.BOOT_FAILED),
          median.isPresent() ? Long.valueOf(median.getAsLong()) : null,
          p95.isPresent() ? Long.valueOf(p95.getAsLong()) : null,
          series.boots().stream()
              .map(Boot::endedIn)
              .filter(stage -> stage != null)
              .distinct()
              .toList());
    }
  }

  /** One turn. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record TurnReport(
      String agent,
      boolean passed,
      String run,
      String verdict,
      String message,
      @Nullable Integer toolsReturned) {
    static TurnReport of(Turns.Turn turn) {
      return new TurnReport(
          turn.agent(), turn.passed(), turn.run(), turn.verdict(), turn.message(), turn.returned());
    }
  }

  static GateReport of(
      Judgement judgement,
      int samples,
      @Nullable Build build,
      @Nullable String against,
      HostMark host,
      @Nullable List<Turns.Turn> turns,
      List<String> notes) {
    boolean passed =
        judgement.passed() && (turns == null || turns.stream().allMatch(Turns.Turn::passed));
    return new GateReport(
        passed,
        samples,
        build == null ? null : build.toString(),
        against,
        host,
        judgement.cells().stream().map(CellReport::of).toList(),
        turns == null ? null : turns.stream().map(TurnReport::of).toList(),
        null,
        notes);
  }

  /** The same, with these notes. */
  GateReport noted(List<String> all) {
    return new GateReport(passed, samples, build, against, host, cells, turns, deployment, all);
  }

  /** The same, with what became of the deployment. */
  GateReport deployed(String words) {
    return new GateReport(passed, samples, build, against, host, cells, turns, words, notes);
  }

  /** The decision in one line. */
  String verdict() {
    long stopped = cells.stream().filter(cell -> !cell.passed()).count();
    long turned = turns == null ? 0 : turns.stream().filter(turn -> !turn.passed()).count();
    String boots =
        stopped == 0
            ? counted(cells.size()) + " booted as asked for"
            : stopped + " of " + counted(cells.size()) + (stopped == 1 ? " fails" : " fail");
    String ended = turned == 1 ? "a turn fails" : turned + " turns fail";
    return passed
        ? "let in: " + boots
        : "stopped: " + boots + (turned == 0 ? "" : (stopped == 0 ? ", but " : ", and ") + ended);
  }

  private static String counted(int cells) {
    return cells + (cells == 1 ? " agent × target" : " agents × targets");
  }
}
