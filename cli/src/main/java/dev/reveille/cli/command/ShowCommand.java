package dev.reveille.cli.command;

import dev.reveille.cli.runs.ShowRun;
import dev.reveille.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    sortOptions = false,
    description = "Show one run: timeline, evidence, findings; needs no server.")
final class ShowCommand extends ReveilleCommand {
  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "as runs prints it; a unique beginning will do")
  String run = "";

  @Override
  int run(Session session) throws Exception {
    return ShowRun.run(session, run);
  }
}
