package dev.reveille.drill.agent;

import dev.reveille.drill.agent.Trouble.ToldToFail;
import dev.reveille.drill.flags.FlagSet;
import dev.reveille.drill.flags.FlagValues;
import dev.reveille.drill.flags.UsageException;
import dev.reveille.drill.flags.Words;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code drill agent}: the ACP agent as a program. */
public final class AgentCommand {
  private AgentCommand() {}

  public static FlagSet flags() {
    return AgentFlags.flags();
  }

  /** The words of {@code DRILL_AGENT}, then those of the command line, which override them. */
  public static List<String> words(List<String> commandLine) {
    List<String> words =
        new ArrayList<>(Words.split(System.getenv().getOrDefault("DRILL_AGENT", "")));
    words.addAll(commandLine);
    return words;
  }

  /** Blocks until standard input ends, or for ever if told so; returns the exit code. */
  public static int run(FlagValues values) throws IOException, InterruptedException {
    if (!values.free().isEmpty()) {
      throw new UsageException("agent takes flags only, found: " + String.join(" ", values.free()));
    }
    Map<String, String> environment = System.getenv();
    Trouble trouble = new Trouble(values);
    GarbagePlan garbage = new GarbagePlan(values);
    Wire wire = new Wire(new FileOutputStream(FileDescriptor.out));
    DrillAgent agent = new DrillAgent(values, environment, wire, trouble, garbage);
    Offspring offspring = new Offspring(values);
    if (values.has("ignore-sigterm")) {
      Signals.ignore();
    }
    countBoot(values, trouble);
    offspring.start();
    complain(values.number("stderr", 1).orElse(0));
    garbage.write(Stage.SPAWN, wire, "");
    try {
      trouble.enter(Stage.SPAWN, new Cancellation());
    } catch (ToldToFail impossible) {
      throw new IllegalStateException(impossible);
    }
    agent.serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    if (values.has("ignore-stdin-end")) {
      new CountDownLatch(1).await();
    }
    agent.stop();
    return 0;
  }

  private static void countBoot(FlagValues values, Trouble trouble) throws IOException {
    Optional<Path> file = values.text("count-file").map(Path::of);
    Optional<Integer> slow = values.number("slow-first", 0);
    if (slow.isPresent() && file.isEmpty()) {
      throw new UsageException("slow-first counts boots in a file: name it with --count-file");
    }
    if (file.isPresent()) {
      int boot = BootCount.next(file.get(), Instant.now());
      if (slow.isPresent() && boot > slow.get()) {
        trouble.end();
      }
    }
  }

  private static void complain(int lines) {
    for (int line = 1; line <= lines; line++) {
      System.err.println(
          "warning " + line + ": the drill agent makes noise on standard error, as told");
    }
  }
}
