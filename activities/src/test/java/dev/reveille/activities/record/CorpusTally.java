package dev.reveille.activities.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the verdicts on the corpus agree with its labels. */
record CorpusTally(List<Judged> all) {
  /**
   * A labelled run and what was made of it.
   *
   * @param type null for a good run
   */
  record Judged(String family, CorpusRun run, @Nullable String type, boolean idle, String message) {
    boolean isCaught() {
      return !run.isGood() && type != null;
    }

    boolean isMissed() {
      return !run.isGood() && type == null;
    }

    boolean isFalseAlarm() {
      return run.isGood() && type != null;
    }

    /** Red, as it should be, by another name than a person would give it. */
    boolean isMisnamed() {
      return isCaught() && !run.verdict().contains(Objects.requireNonNull(type));
    }

    boolean isIdleWrong() {
      return run.isGood() && type == null && idle != run.idle();
    }

    boolean isRight() {
      return !isMissed() && !isFalseAlarm() && !isMisnamed() && !isIdleWrong();
    }

    @Override
    public String toString() {
      return run.id()
          + ": "
          + (type == null ? (idle ? "OK, idle" : "OK") : type)
          + " (expected: "
          + String.join(" or ", run.verdict())
          + (run.idle() ? ", idle" : "")
          + ") "
          + message;
    }
  }

  CorpusTally of(CorpusRun.Part part) {
    return new CorpusTally(all.stream().filter(each -> each.run().part() == part).toList());
  }

  /** Those that may be looked at. */
  List<Judged> wrong() {
    return of(CorpusRun.Part.OPEN).all.stream().filter(each -> !each.isRight()).toList();
  }

  long count(Predicate<Judged> which) {
    return all.stream().filter(which).count();
  }

  double missed() {
    return (double) count(Judged::isMissed) / count(each -> !each.run().isGood());
  }

  double falseAlarms() {
    return (double) count(Judged::isFalseAlarm) / count(each -> each.run().isGood());
  }

  double misnamed() {
    return (double) count(Judged::isMisnamed) / count(each -> !each.run().isGood());
  }

  double idleWrong() {
    return (double) count(Judged::isIdleWrong) / count(each -> each.run().isGood());
  }

  /** By family, hold-out after the slash. */
  String table() {
    TreeMap<String, List<Judged>> families = new TreeMap<>();
    all.forEach(each -> families.computeIfAbsent(each.family(), f -> new ArrayList<>()).add(each));
    List<String> rows = new ArrayList<>();
    rows.add(
        "| family | runs | to be caught | caught | missed | other name | good | false alarms |"
            + " idle misjudged |");
    rows.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    families.forEach((family, runs) -> rows.add(new CorpusTally(runs).row(family)));
    rows.add(row("**all**"));
    return String.join("\n", rows) + "\n";
  }

  private String row(String name) {
    return "| "
        + String.join(
            " | ",
            Stream.concat(
                    Stream.of(name),
                    Stream.<Predicate<Judged>>of(
                            each -> true,
                            each -> !each.run().isGood(),
                            Judged::isCaught,
                            Judged::isMissed,
                            Judged::isMisnamed,
                            each -> each.run().isGood(),
                            Judged::isFalseAlarm,
                            Judged::isIdleWrong)
                        .map(this::cell))
                .toList())
        + " |";
  }

  private String cell(Predicate<Judged> which) {
    long holdout = of(CorpusRun.Part.HOLDOUT).count(which);
    return (count(which) - holdout) + " / " + holdout;
  }
}
