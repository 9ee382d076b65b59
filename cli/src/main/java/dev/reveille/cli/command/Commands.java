package dev.reveille.cli.command;

import dev.reveille.cli.session.Exits;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Surroundings;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** All commands by name, and how one is run. */
public final class Commands {
  private static final Map<String, Supplier<Object>> ALL = new LinkedHashMap<>();
  private static final Set<String> VALUED =
      Set.of("--dir", "--address", "--namespace", "--data", "-o", "--output");

  static {
    ALL.put("up", UpCommand::new);
    ALL.put("down", DownCommand::new);
    ALL.put("init", InitCommand::new);
    ALL.put("worker", WorkerCommand::new);
    ALL.put("validate", ValidateCommand::new);
    ALL.put("apply", ApplyCommand::new);
    ALL.put("import", ImportCommand::new);
    ALL.put("agents", AgentsCommand::new);
    ALL.put("jobs", JobsCommand::new);
    ALL.put("next", NextCommand::new);
    ALL.put("start", StartCommand::new);
    ALL.put("cancel", CancelCommand::new);
    ALL.put("pause", PauseCommand::new);
    ALL.put("resume", ResumeCommand::new);
    ALL.put("backfill", BackfillCommand::new);
    ALL.put("runs", RunsCommand::new);
    ALL.put("show", ShowCommand::new);
    ALL.put("logs", LogsCommand::new);
    ALL.put("ledger", LedgerCommand::new);
    ALL.put("probe", ProbeCommand::new);
    ALL.put("alert", AlertCommand::new);
    ALL.put("gate", GateCommand::new);
    ALL.put("gateway", GatewayCommand::new);
    ALL.put("drill", DrillCommand::new);
    ALL.put("doctor", DoctorCommand::new);
    ALL.put("version", VersionCommand::new);
  }

  private Commands() {}

  /** Runs what the arguments say; blocks until it is done. Returns the exit code. */
  public static int run(String[] args, Surroundings here) {
    if (own(args).contains("--verbose")) {
      // Read by logback.xml when the first logger is made, which is after this.
      System.setProperty("reveille.log.level", "INFO");
      System.setProperty("reveille.log.libraries", "INFO");
      System.setProperty("reveille.log.exceptions", "%ex");
    }
    if (args.length == 0) {
      here.err().println(line(args, here).getUsageMessage(Ansi.OFF));
      here.err().println("reveille: no command was given (expected: one of those above)");
      return Failure.USAGE;
    }
    return line(args, here).execute(args);
  }

  /**
   * The commands as a parser knows them. Making them all takes longer than most commands do, so
   * only the one that is meant is made, where it can be told.
   */
  public static CommandLine line(String[] args, Surroundings here) {
    CommandLine line = new CommandLine(new Root(here));
    String named = named(args);
    ALL.forEach(
        (name, command) -> {
          if (named == null || named.equals(name)) {
            line.addSubcommand(name, command.get());
          }
        });
    return line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(96)
        .setOut(writer(here.out()))
        .setErr(writer(here.err()))
        .setParameterExceptionHandler((wrong, given) -> refuse(wrong, given, here))
        .setExecutionExceptionHandler((error, command, result) -> fail(error, args, here));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static @Nullable String named(String[] args) {
    for (int i = 0; i < args.length; i++) {
      if (VALUED.contains(args[i])) {
        i++;
      } else if (!args[i].startsWith("-")) {
        return ALL.containsKey(args[i]) ? args[i] : null;
      }
    }
    return null;
  }

  private static int refuse(
      CommandLine.ParameterException wrong, String[] args, Surroundings here) {
    String command = wrong.getCommandLine().getCommandName();
    String message = String.valueOf(wrong.getMessage());
    if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched
        && wrong.getCommandLine().getParent() == null) {
      message = unknown(unmatched.getUnmatched());
    } else if (wrong.getCommandLine().getParent() != null) {
      message += "; `reveille " + command + " --help` lists what it takes";
    }
    tell(Failure.usage(message), args, here);
    return Failure.USAGE;
  }

  private static String unknown(List<String> unmatched) {
    String word = unmatched.get(0);
    return word.startsWith("-")
        ? "unknown option '" + word + "'; `reveille --help` lists them"
        : "unknown command '" + word + "' (expected: one of " + names() + ")" + near(word);
  }

  private static String near(String word) {
    return dev.reveille.domain.Nearest.to(word, ALL.keySet())
        .map(name -> "; did you mean '" + name + "'?")
        .orElse("");
  }

  private static String names() {
    return String.join(" ", ALL.keySet());
  }

  private static int fail(Throwable error, String[] args, Surroundings here) {
    tell(error, args, here);
    if (error instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    if (own(args).contains("--verbose")) {
      error.printStackTrace(here.err());
    }
    return Exits.code(error);
  }

  private static void tell(Throwable error, String[] args, Surroundings here) {
    String message = Exits.message(error);
    here.err().println("reveille: " + message);
    if (wantsJson(args)) {
      JsonError.print(here.out(), message, Exits.code(error));
    }
  }

  /** Also of arguments that could not be parsed. */
  private static boolean wantsJson(String[] args) {
    String all = String.join(" ", own(args)) + " ";
    return all.matches("(?s).*(-o|--output)[ =]?json .*");
  }

  /** What is ours: after {@code --} come the words of another program. */
  private static List<String> own(String[] args) {
    List<String> all = Arrays.asList(args);
    int end = all.indexOf("--");
    return end < 0 ? all : all.subList(0, end);
  }
}
