package dev.reveille.cli.command;

import dev.reveille.cli.drill.Drills;
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

  @Option(names = "--without-guard", hidden = true, description = "to see a drill fail")
  List<String> unguarded = List.of();

  @Override
  int run(Session session) throws Exception {
    return Drills.run(session, names, unguarded);
  }
}
