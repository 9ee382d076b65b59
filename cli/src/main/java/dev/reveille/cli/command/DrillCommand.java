package dev.reveille.cli.command;

import dev.reveille.cli.drill.Drills;
import dev.reveille.cli.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description =
          "only this one: boot-hang, model-swap, false-success, burst, provider-down,"
              + " dead-channel or worker-killed")
  @Nullable String name;

  @Option(names = "--without-guard", hidden = true, description = "to see a drill fail")
  List<String> unguarded = List.of();

  @Override
  int run(Session session) throws Exception {
    return Drills.run(session, name, unguarded);
  }
}
