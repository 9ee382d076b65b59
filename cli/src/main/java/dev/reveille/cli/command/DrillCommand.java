package dev.reveille.cli.command;

import dev.reveille.cli.drill.AlertDrill;
import dev.reveille.cli.drill.Drills;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "drill",
    sortOptions = false,
    description =
        "Replay the incidents that Reveille is for, on a server of their own; exit 1 if one is not"
            + " caught.")
final class DrillCommand extends ReveilleCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description =
          "only these: boot-hang, model-swap, false-success, burst, provider-down,"
              + " dead-channel and worker-killed")
  List<String> names = List.of();

  @Option(
      names = "--stay",
      description = "leave its server and board until Ctrl-C, to look at what happened")
  boolean stay;

  @Option(
      names = "--against",
      description =
          "let one run fail in your own running setup instead, marked as a drill, and say which"
              + " alert channels took word of it")
  boolean against;

  @Option(names = "--without-guard", hidden = true, description = "to see a drill fail")
  List<String> unguarded = List.of();

  @Override
  int run(Session session) throws Exception {
    if (!against) {
      return Drills.run(session, names, unguarded, stay);
    }
    if (stay || !names.isEmpty() || !unguarded.isEmpty()) {
      throw Failure.usage("--against lets one run fail in your own setup; it takes nothing else");
    }
    return AlertDrill.run(session);
  }
}
