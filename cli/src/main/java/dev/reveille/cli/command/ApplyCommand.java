package dev.reveille.cli.command;

import dev.reveille.cli.jobs.Applying;
import dev.reveille.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "apply",
    sortOptions = false,
    description = "Make the server's schedules what the job files say.")
final class ApplyCommand extends ReveilleCommand {
  @Option(names = "--dry-run", description = "only say what would be done")
  boolean dryRun;

  @Option(names = "--prune", description = "delete schedules of job files that are gone")
  boolean prune;

  @Override
  int run(Session session) throws Exception {
    return Applying.run(session, dryRun, prune);
  }
}
