package dev.reveille.cli.gate;

import dev.reveille.cli.data.AtomicFile;
import dev.reveille.cli.gate.GateOptions.Move;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.text.Console;
import dev.reveille.domain.gate.GateJudge;
import dev.reveille.domain.gate.Judgement;
import dev.reveille.domain.gate.Series;
import dev.reveille.domain.job.JobDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One gate from the first boot to the decision, whoever makes the boots. For one thread. */
final class Gate {
  private final GateOptions options;
  private final List<Contender> lineup;
  private final Boots boots;
  private final Turns turns;
  private final Console console;
  private final Clock clock;
  private static final double WORTH_SAYING = 0.05;

  private final List<String> notes = new ArrayList<>();

  Gate(
      GateOptions options,
      List<Contender> lineup,
      Boots boots,
      Turns turns,
      Console console,
      Clock clock) {
    this.options = options;
    this.lineup = lineup;
    this.boots = boots;
    this.turns = turns;
    this.console = console;
    this.clock = clock;
  }

  /**
   * Boots, has turns done, and judges. Blocks for as long as that takes.
   *
   * @param baseline to compare against; null for none
   * @param other the build to compare against, in turn; null for none
   * @throws Failure if the baseline is of a host unlike this one
   */
  GateReport run(@Nullable Baseline baseline, @Nullable Build other) throws IOException {
    Build build = options.build();
    Rounds rounds = new Rounds(boots, lineup, build, other);
    for (int round = 0; round < options.samples(); round++) {
      console.progress("round " + (round + 1) + " of " + options.samples());
      rounds.round(round, line -> console.progress("  " + line));
      if (round == 0 && baseline != null) {
        compareHosts(baseline.host(), rounds.host());
      }
    }
    List<Series> before = baseline == null ? rounds.before() : meant(baseline);
    Judgement judgement =
        GateJudge.judge(rounds.now(), before, rounds.sideBySide(), options.samples());
    hostSpeed(judgement.hostSpeed());
    GateReport report =
        GateReport.of(
            judgement,
            options.samples(),
            build,
            against(baseline, other),
            rounds.host(),
            options.turn() ? turned(build) : null,
            notes);
    if (!options.turn()) {
      notes.add("no turn was done, so nothing is known of models and tools (--no-turn)");
    }
    save(report, rounds);
    return report.noted(notes);
  }

  /** What all stages of a later day have in common is the host's, unless it is the build's. */
  private void hostSpeed(double speed) {
    if (Math.abs(speed - 1) >= WORTH_SAYING) {
      notes.add(
          String.format(
              Locale.ROOT,
              "all stages together take %.2f times as long as in the baseline; so much was taken"
                  + " for the host's doing. If the build slowed everything, only builds side by"
                  + " side tell (--against, --deployment)",
              speed));
    }
  }

  private void compareHosts(HostMark then, HostMark now) {
    now.unlike(then)
        .ifPresent(
            difference -> {
              String words =
                  "the baseline is of another host, "
                      + then.inWords()
                      + ", and this is "
                      + now.inWords()
                      + " ("
                      + difference
                      + ")";
              if (!options.anyHost()) {
                throw Failure.usage(
                    words
                        + "; save one here with --save, compare builds side by side with --against,"
                        + " or take it all the same with --any-host");
              }
              notes.add(words);
            });
    if (now.cores() == null) {
      notes.add("nothing is known of the host here, so it was not compared with the baseline's");
    } else if (!then.names().equals(now.names())) {
      notes.add("the baseline is of " + then.inWords() + ", which looks like this host");
    }
  }

  /** What was saved of other agents is not judged where only one is meant. */
  private List<Series> meant(Baseline baseline) {
    List<Series> meant = new ArrayList<>();
    for (Series series : baseline.cells()) {
      boolean booted =
          lineup.stream().anyMatch(contender -> contender.cell().equals(series.cell()));
      if (booted) {
        meant.add(series);
      } else if (options.agent() == null) {
        notes.add("the baseline has " + series.cell() + ", which no job uses any more");
      }
    }
    return meant;
  }

  private @Nullable String against(@Nullable Baseline baseline, @Nullable Build other) {
    if (baseline != null) {
      return "the baseline of " + baseline.saved();
    }
    if (options.against() != null) {
      return options.against() + ", in turn";
    }
    return other == null ? null : "build " + other + ", in turn";
  }

  private List<Turns.Turn> turned(@Nullable Build build) {
    Map<String, JobDefinition> byAgent = new LinkedHashMap<>();
    for (Contender contender : lineup) {
      if (contender.now().pin() == null) {
        notes.add(contender.cell() + " has no model, and so no turn was done by it");
      } else {
        byAgent.putIfAbsent(contender.cell().agent(), contender.now());
      }
    }
    List<Turns.Turn> done = new ArrayList<>();
    byAgent.forEach(
        (agent, job) -> {
          console.progress("one turn by " + agent);
          done.add(turns.turn(Variation.turn(job, turnId(agent)), build));
        });
    return done;
  }

  private static String turnId(String agent) {
    String slug = agent.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return "gate-" + slug.substring(0, Math.min(40, slug.length()));
  }

  private void save(GateReport report, Rounds rounds) throws IOException {
    Path file = options.save();
    if (file == null) {
      return;
    }
    if (report.passed()) {
      BaselineFile.write(file, new Baseline(clock.instant(), rounds.host(), rounds.now()));
      notes.add("saved as a baseline: " + file);
    } else {
      notes.add("not saved as a baseline, since it was stopped: " + file);
    }
  }

  /** Tells it in every form that was asked for. */
  static void tell(GateReport report, GateOptions options, Console console) throws IOException {
    write(options.junit(), () -> JunitReport.of(report));
    write(options.markdown(), () -> MarkdownReport.of(report));
    if (console.json()) {
      console.document(report);
    } else {
      TextReport.print(report, console);
    }
  }

  private static void write(@Nullable Path file, java.util.function.Supplier<String> text)
      throws IOException {
    if (file != null) {
      AtomicFile.write(file, text.get().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Has the deployment follow the decision. Returns what was done, or null for nothing. */
  static @Nullable String move(GateReport report, GateOptions options, Deployments deployments)
      throws InterruptedException {
    Build build = options.build();
    if (build == null) {
      return null;
    }
    if (!report.passed()) {
      return options.rollback() ? deployments.rollback(build) : null;
    }
    if (options.move() == Move.NONE) {
      return null;
    }
    return options.move() == Move.PROMOTE
        ? deployments.promote(build)
        : deployments.ramp(build, options.ramp());
  }
}
