package dev.reveille.cli.command;

import dev.reveille.cli.jobs.NextList;
import dev.reveille.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "next",
    sortOptions = false,
    description = "List the next due times as the server holds them.")
final class NextCommand extends ReveilleCommand {
  @Parameters(index = "0", arity = "0..1", paramLabel = "JOB", description = "one job (all)")
  @Nullable String job;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "3",
      description = "times of each job, 1 to 500 (${DEFAULT-VALUE})")
  int count;

  @Override
  int run(Session session) throws Exception {
    return NextList.run(session, job, count);
  }
}
