package dev.reveille.cli.command;

import dev.reveille.cli.jobs.JobList;
import dev.reveille.cli.session.Session;
import picocli.CommandLine.Command;

@Command(
    name = "jobs",
    sortOptions = false,
    description = "List the jobs: last verdict, next due time, what is wrong.")
final class JobsCommand extends ReveilleCommand {

  @Override
  int run(Session session) throws Exception {
    return JobList.run(session);
  }
}
