package dev.reveille.cli.command;

import dev.reveille.cli.runs.RunOutput;
import dev.reveille.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    sortOptions = false,
    description = "Print what the agent said; needs no server.")
final class LogsCommand extends ReveilleCommand {
  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "as runs prints it; a unique beginning will do")
  String run = "";

  @Option(
      names = {"-f", "--follow"},
      description = "go on until the run has ended")
  boolean follow;

  @Override
  int run(Session session) throws Exception {
    return RunOutput.run(session, run, follow);
  }
}
