package dev.reveille.bench.burst;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.reveille.bench.Machine;
import dev.reveille.bench.TemporaryFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Has 24 jobs fall due on one tick against providers with 4 slots, and prints what came of it. */
@Command(
    name = "bench/burst",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Has 24 jobs fall due on one tick, against providers with 4 slots that take 20 s an"
            + " answer, and prints what came of it.")
public final class BurstBench implements Callable<Integer> {
  @Option(
      names = "--scale",
      paramLabel = "X",
      defaultValue = "1",
      description = "factor for all times, such as 0.1 (${DEFAULT-VALUE})")
  private double scale;

  @Option(
      names = "--seats",
      paramLabel = "N",
      defaultValue = "24",
      description = "agents that the worker keeps at once (${DEFAULT-VALUE})")
  private int seats;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "one scenario: slots, down, named or halved")
  private String only = "";

  private BurstBench() {}

  /** Runs it; the exit code is 0 when every run of every burst was OK. */
  public static void main(String[] args) {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    System.exit(new CommandLine(new BurstBench()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    List<Scenario> scenarios =
        List.of(Scenario.slots(), Scenario.down(), Scenario.named(), Scenario.halved()).stream()
            .filter(scenario -> only.isEmpty() || scenario.name().equals(only))
            .toList();
    if (scale <= 0 || seats < 1 || scenarios.isEmpty()) {
      throw new CommandLine.ParameterException(
          new CommandLine(this),
          "expected: --scale > 0, --seats >= 1, --only slots, down, named or halved");
    }
    List<Outcome> outcomes = new ArrayList<>();
    try (TemporaryFolder folder = TemporaryFolder.make();
        Burst burst = new Burst(folder.path(), scale, seats, scenarios)) {
      System.out.println(Machine.hardware() + "; times x " + scale + ", " + seats + " seats\n");
      for (Scenario scenario : scenarios) {
        outcomes.add(burst.run(scenario));
      }
    }
    System.out.println(Outcome.table(outcomes));
    return outcomes.stream().allMatch(outcome -> outcome.good() == Scenario.JOBS) ? 0 : 1;
  }
}
