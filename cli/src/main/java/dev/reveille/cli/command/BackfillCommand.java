package dev.reveille.cli.command;

import dev.reveille.cli.jobs.Backfill;
import dev.reveille.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "backfill",
    sortOptions = false,
    description = "Run due times of the past, each as the run of its own slot.")
final class BackfillCommand extends ReveilleCommand {
  @Parameters(index = "0", paramLabel = "JOB", description = "the id of a scheduled job")
  String job = "";

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description = "2026-11-21T22:00:00Z, or a date or time in the zone of the job")
  String from = "";

  @Option(names = "--to", paramLabel = "TIME", description = "last due time, included (now)")
  @Nullable String to;

  @Option(names = "--yes", description = "also when it is more than 1000 runs")
  boolean yes;

  @Override
  int run(Session session) throws Exception {
    return Backfill.run(session, new Backfill.Wanted(job, from, to, yes));
  }
}
