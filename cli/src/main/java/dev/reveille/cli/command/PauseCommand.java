package dev.reveille.cli.command;

import dev.reveille.cli.jobs.Steering;
import dev.reveille.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "pause", sortOptions = false, description = "Pause a job until it is resumed.")
final class PauseCommand extends ReveilleCommand {
  @Parameters(index = "0", paramLabel = "JOB", description = "the id of a scheduled job")
  String job = "";

  @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "why, for people")
  String note = "";

  @Override
  int run(Session session) throws Exception {
    return Steering.pause(session, job, note);
  }
}
