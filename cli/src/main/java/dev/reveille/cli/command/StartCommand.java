package dev.reveille.cli.command;

import dev.reveille.cli.jobs.StartJob;
import dev.reveille.cli.session.Session;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "start", sortOptions = false, description = "Start one run of a job now.")
final class StartCommand extends ReveilleCommand {
  @Parameters(index = "0", paramLabel = "JOB", description = "the id of a scheduled job")
  String job = "";

  @Option(names = "--wait", description = "until the run has ended; exit 1 when it fails")
  boolean wait;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "a field of the job for this run, such as payload.model=openai/gpt-5.4-mini")
  List<String> set = List.of();

  @Override
  int run(Session session) throws Exception {
    return StartJob.run(session, job, wait, set);
  }
}
