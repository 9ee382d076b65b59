package dev.reveille.drill;

import dev.reveille.drill.agent.AgentCommand;
import dev.reveille.drill.agent.OneshotCommand;
import dev.reveille.drill.flags.FlagSet;
import dev.reveille.drill.flags.FlagValues;
import dev.reveille.drill.flags.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** The drill programs: {@code provider}, {@code agent} and {@code oneshot}. */
public final class Drill {
  private static final String USAGE =
      """
      Usage: drill COMMAND [FLAGS]

        provider           a model provider that answers by script
        agent              an ACP agent on standard input and output that misbehaves by script
        oneshot MESSAGE    a one-shot agent: one model call, prints the text, exits

      drill COMMAND --help lists the flags. Exit codes: 0 good, 1 failed, 2 usage.
      """;

  private Drill() {}

  public static void main(String[] arguments) {
    System.exit(run(Arrays.asList(arguments)));
  }

  /** Returns the exit code. */
  private static int run(List<String> words) {
    if (words.isEmpty() || words.get(0).equals("--help")) {
      System.out.print(USAGE);
      return words.isEmpty() ? 2 : 0;
    }
    List<String> rest = words.subList(1, words.size());
    try {
      return switch (words.get(0)) {
        case "provider" -> program(ProviderCommand.flags(), ProviderCommand::run, rest);
        case "agent" -> program(AgentCommand.flags(), AgentCommand::run, AgentCommand.words(rest));
        case "oneshot" -> program(OneshotCommand.flags(), OneshotCommand::run, rest);
        default -> {
          System.err.println(words.get(0) + " is no command\n\n" + USAGE);
          yield 2;
        }
      };
    } catch (UsageException wrong) {
      System.err.println(wrong.getMessage());
      return 2;
    } catch (IOException | UncheckedIOException failed) {
      System.err.println("drill " + words.get(0) + " failed: " + failed.getMessage());
      return 1;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static int program(FlagSet flags, Program program, List<String> words)
      throws IOException, InterruptedException {
    if (words.contains("--help")) {
      System.out.print(flags.help());
      return 0;
    }
    return program.run(flags.parse(words));
  }

  private interface Program {
    int run(FlagValues values) throws IOException, InterruptedException;
  }
}
