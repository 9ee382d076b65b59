package dev.reveille.bench.gateway;

import dev.reveille.bench.Machine;
import dev.reveille.bench.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the gateway beside direct calls and other gateways, in one run, and prints tables. */
@Command(
    name = "bench/gateway",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures the gateway beside direct calls, Portkey and LiteLLM, in one run, and prints"
            + " tables. Those two are looked for where --portkey and --litellm say.")
public final class GatewayBench implements Callable<Integer> {
  private static final Pattern PORT = Pattern.compile("^(\\d+)$");
  private static final int STREAMS = 32;
  private static final int EVENTS = 50;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "rounds of each way; medians are over them (${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--calls",
      defaultValue = "500",
      description = "calls one after the other, a round (${DEFAULT-VALUE})")
  private int calls;

  @Option(
      names = "--seconds",
      defaultValue = "4",
      description = "of " + STREAMS + " streams at once, a round (${DEFAULT-VALUE})")
  private double seconds;

  @Option(names = "--portkey", paramLabel = "DIR", description = "where npm installed it")
  private @Nullable Path portkey;

  @Option(names = "--litellm", paramLabel = "DIR", description = "its virtual environment")
  private @Nullable Path litellm;

  private GatewayBench() {}

  /** Runs it; the exit code is 0, or 1 when something that is measured went wrong. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new GatewayBench()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.make();
        Program provider = provider(folder.path())) {
      int port = Integer.parseInt(provider.await(PORT, 30));
      System.out.println(Machine.hardware() + "\n");
      List<Contender> contenders = new ArrayList<>();
      try {
        enter(contenders, port, folder.path());
        System.out.println(
            Overhead.measure(
                contenders, new Overhead.Settings(rounds, calls, STREAMS, seconds, EVENTS)));
      } finally {
        for (Contender each : contenders) {
          each.close();
        }
      }
      try (Contender fresh = Contender.inWorker(port, made(folder, "strained"))) {
        System.out.println(Strain.on(fresh, 1));
      }
    }
    return 0;
  }

  private void enter(List<Contender> contenders, int port, Path folder) throws Exception {
    contenders.add(Contender.direct(port));
    contenders.add(Contender.alone(port, Files.createDirectory(folder.resolve("alone"))));
    contenders.add(Contender.inWorker(port, Files.createDirectory(folder.resolve("worker"))));
    Path toPortkey = portkey;
    if (toPortkey != null) {
      contenders.add(Contender.portkey(port, toPortkey, folder));
    }
    Path toLitellm = litellm;
    if (toLitellm != null) {
      contenders.add(Contender.litellm(port, toLitellm, folder));
    }
  }

  private static Path made(TemporaryFolder folder, String name) throws IOException {
    return Files.createDirectory(folder.path().resolve(name));
  }

  /** The provider that is behind all of them, in a process of its own. */
  static Program provider(Path folder) throws IOException {
    return new Program("provider", Program.java(CannedProvider.class, List.of()), Map.of(), folder);
  }
}
