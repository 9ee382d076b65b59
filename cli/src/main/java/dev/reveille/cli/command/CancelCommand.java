package dev.reveille.cli.command;

import dev.reveille.cli.jobs.Steering;
import dev.reveille.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "cancel", sortOptions = false, description = "Ask a run to end.")
final class CancelCommand extends ReveilleCommand {
  @Parameters(index = "0", paramLabel = "RUN", description = "as runs prints it")
  String run = "";

  @Override
  int run(Session session) throws Exception {
    return Steering.cancel(session, run);
  }
}
