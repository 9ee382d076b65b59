package dev.reveille.cli.command;

import dev.reveille.cli.jobs.Steering;
import dev.reveille.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "resume", sortOptions = false, description = "Resume a paused job.")
final class ResumeCommand extends ReveilleCommand {
  @Parameters(index = "0", paramLabel = "JOB", description = "the id of a scheduled job")
  String job = "";

  @Override
  int run(Session session) throws Exception {
    return Steering.resume(session, job);
  }
}
