package dev.reveille.bench.agents;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.reveille.bench.Figures;
import dev.reveille.bench.Machine;
import dev.reveille.bench.Table;
import dev.reveille.bench.TemporaryFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Boots the agents known by name in turn, and prints what it took. */
@Command(
    name = "bench/agents",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Boots the agents known by name in turn, each with one answer of a provider that takes no"
            + " time, and prints boot and memory.")
public final class AgentsBench implements Callable<Integer> {
  private static final double MEGABYTE = 1 << 20;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "10",
      description = "boots of each agent, after one that is not counted (${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "builtin,codex,claude,opencode,openclaw,openclaw-acp",
      description = "agents, with commas between (${DEFAULT-VALUE})")
  private List<String> only = List.of();

  @Option(
      names = "--installed",
      paramLabel = "DIR",
      required = true,
      description = "folder of agents, as `agents install` fills it")
  private Path installed = Path.of("");

  @Option(
      names = "--builtin",
      paramLabel = "DIR",
      description = "folder of the built-in agent's jars")
  private @Nullable Path builtin;

  private AgentsBench() {}

  /** Runs it; the exit code is 0 when every run was OK. */
  public static void main(String[] args) {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    System.exit(new CommandLine(new AgentsBench()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Map<String, List<Booted>> all = new LinkedHashMap<>();
    try (TemporaryFolder folder = TemporaryFolder.make();
        Boots boots = new Boots(folder.path(), installed, builtin, only)) {
      System.out.println(Machine.hardware() + ", " + rounds + " boots of each, in turn\n");
      if (!boots.shortfall().isEmpty()) {
        System.out.println("isolation auto means none here: " + boots.shortfall() + "\n");
      }
      for (int round = 0; round <= rounds; round++) {
        System.err.println(round == 0 ? "warming up" : "round " + round + " of " + rounds);
        for (String agent : only) {
          Booted booted = boots.run(agent);
          if (round > 0) {
            all.computeIfAbsent(agent, name -> new ArrayList<>()).add(booted);
          }
        }
      }
    }
    System.out.println(whole(all));
    System.out.println(byStage(all));
    return 0;
  }

  static Table whole(Map<String, List<Booted>> all) {
    Table table =
        new Table(
            "agent",
            "boot to ready, ms: p50",
            "p95",
            "to its first request, ms: p50",
            "p95",
            "peak memory, MB: p50",
            "most");
    all.forEach(
        (agent, boots) ->
            table.row(
                agent,
                text(boots, Booted::ready, 0.5),
                text(boots, Booted::ready, 0.95),
                text(boots, Booted::asked, 0.5),
                text(boots, Booted::asked, 0.95),
                text(boots, booted -> booted.bytes() / MEGABYTE, 0.5),
                text(boots, booted -> booted.bytes() / MEGABYTE, 1)));
    return table;
  }

  static Table byStage(Map<String, List<Booted>> all) {
    Table table = new Table("agent", "stage", "ms: p50", "p95");
    all.forEach(
        (agent, boots) -> {
          Set<String> stages = new LinkedHashSet<>();
          boots.forEach(booted -> stages.addAll(booted.stages().keySet()));
          for (String stage : stages) {
            Function<Booted, @Nullable Double> millis = booted -> booted.stages().get(stage);
            table.row(agent, stage, text(boots, millis, 0.5), text(boots, millis, 0.95));
          }
        });
    return table;
  }

  private static String text(
      List<Booted> boots, Function<Booted, @Nullable Double> figure, double share) {
    List<Double> values = boots.stream().map(figure).filter(Objects::nonNull).toList();
    return values.isEmpty() ? "–" : String.valueOf(Math.round(Figures.quantile(values, share)));
  }
}
