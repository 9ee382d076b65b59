package dev.reveille.cli.command;

import dev.reveille.cli.runs.LedgerList;
import dev.reveille.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "ledger",
    sortOptions = false,
    description = "List every due slot with its one outcome, oldest first; needs no server.")
final class LedgerCommand extends ReveilleCommand {
  @Option(names = "--job", paramLabel = "JOB", description = "only of this job")
  @Nullable String job;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      defaultValue = "24h",
      description = "2h, 2026-11-21 or 2026-11-21T22:00:00Z (${DEFAULT-VALUE})")
  String since = "24h";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "the latest, 1 to 10000 (${DEFAULT-VALUE})")
  int limit;

  @Override
  int run(Session session) throws Exception {
    return LedgerList.run(session, job, since, limit);
  }
}
