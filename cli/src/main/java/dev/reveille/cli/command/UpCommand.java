package dev.reveille.cli.command;

import dev.reveille.cli.session.Session;
import dev.reveille.cli.up.Up;
import dev.reveille.cli.up.UpOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    sortOptions = false,
    description = "Run it all here: Temporal server, worker, and the folder's jobs.")
final class UpCommand extends ReveilleCommand {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "of the embedded Temporal server (a free one)")
  int port;

  @Option(
      names = "--ui-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "of the Temporal Web UI (a free one)")
  int uiPort;

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

  @Option(names = "--detach", description = "go on in the background once ready; end it with down")
  boolean detach;

  @Override
  int run(Session session) throws Exception {
    return Up.run(session, UpOptions.of(port, uiPort, board, drain, detach));
  }
}
