package dev.reveille.cli.command;

import dev.reveille.cli.runs.RunList;
import dev.reveille.cli.runs.TargetList;
import dev.reveille.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "runs",
    sortOptions = false,
    description = "List the runs of the run log, newest first; needs no server.")
final class RunsCommand extends ReveilleCommand {
  @Option(names = "--job", paramLabel = "JOB", description = "only of this job")
  @Nullable String job;

  @Option(
      names = "--verdict",
      paramLabel = "CODE",
      description = "only with this verdict, such as BOOT_TIMEOUT")
  @Nullable String verdict;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "2h, 2026-11-21 or 2026-11-21T22:00:00Z")
  @Nullable String since;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "at most, 1 to 10000 (${DEFAULT-VALUE})")
  int limit;

  @Option(
      names = "--by",
      paramLabel = "target",
      description = "boots, failures and durations of each session target, side by side")
  @Nullable String by;

  @Override
  int run(Session session) throws Exception {
    if (by != null) {
      return TargetList.run(session, by, since);
    }
    return RunList.run(session, new RunList.Wanted(job, verdict, since, limit));
  }
}
