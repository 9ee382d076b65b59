package dev.reveille.cli.command;

import dev.reveille.cli.session.Session;
import dev.reveille.cli.up.WorkerAlone;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "worker",
    sortOptions = false,
    description = "Run only a worker, for a Temporal server that others share.")
final class WorkerCommand extends ReveilleCommand {
  @Option(
      names = "--deployment",
      paramLabel = "NAME",
      description = "worker deployment, for worker versioning")
  @Nullable String deployment;

  @Option(names = "--build-id", paramLabel = "ID", description = "the build of that deployment")
  @Nullable String buildId;

  @Option(
      names = "--board-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description =
          "of the board, on the loopback (a free one); HOST:PORT opens it to who has its token")
  String board = "0";

  @Option(
      names = "--drain",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "how long what runs may go on after Ctrl-C (${DEFAULT-VALUE})")
  String drain = "60s";

  @Override
  int run(Session session) throws Exception {
    return WorkerAlone.run(session, deployment, buildId, board, drain);
  }
}
