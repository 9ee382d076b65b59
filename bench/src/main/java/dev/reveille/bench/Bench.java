package dev.reveille.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures Reveille beside bare Temporal, on one server in one run, and prints tables. */
@Command(
    name = "bench/run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures Reveille beside bare Temporal, on one server in one run, and prints tables.")
public final class Bench implements Callable<Integer> {
  private static final Duration INTERVAL = Duration.ofSeconds(20);

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "rounds of runs and of applies; medians are over them (${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "200",
      description = "runs of each kind a round, 0 for none (${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--warm",
      paramLabel = "N",
      defaultValue = "400",
      description =
          "runs of each kind before the measured ones: a worker runs for days (${DEFAULT-VALUE})")
  private int warm;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1000",
      description = "schedules of each kind an apply, 0 for none (${DEFAULT-VALUE})")
  private int jobs;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "120",
      description =
          "how long ticks are measured, one of each kind in 20 s, 0 for none (${DEFAULT-VALUE})")
  private int seconds;

  private Bench() {}

  /** Runs it; the exit code is 0, or 1 when something that is measured went wrong. */
  public static void main(String[] args) {
    quiet();
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  /** Keeps the SDK's chatter out of the tables. */
  static void quiet() {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
  }

  @Override
  public Integer call() throws Exception {
    check("--rounds", rounds, 1);
    check("--runs", runs, 0);
    check("--warm", warm, 0);
    check("--jobs", jobs, 0);
    check("--seconds", seconds, 0);
    try (TemporaryFolder folder = TemporaryFolder.make();
        Site site = new Site(folder.path())) {
      System.out.println(Machine.describe() + "\n");
      if (!site.shortfall().isEmpty()) {
        System.out.println("isolation auto means none here: " + site.shortfall() + "\n");
      }
      System.out.println(HistoryEvents.count(site));
      if (runs > 0) {
        System.out.println(RunLoad.measure(site, warm, rounds, runs));
      }
      if (seconds >= INTERVAL.toSeconds()) {
        int ticks = seconds / (int) INTERVAL.toSeconds();
        System.out.println(StartDelay.measure(site, INTERVAL, ticks));
      }
      if (jobs > 0) {
        System.out.println(ApplySpeed.measure(site, rounds, jobs));
      }
    }
    return 0;
  }

  private void check(String option, int value, int least) {
    if (value < least) {
      throw new CommandLine.ParameterException(
          new CommandLine(this), option + ": " + value + " (expected: >= " + least + ")");
    }
  }
}
