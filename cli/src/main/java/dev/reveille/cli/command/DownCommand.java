package dev.reveille.cli.command;

import dev.reveille.cli.session.Session;
import dev.reveille.cli.up.Down;
import picocli.CommandLine.Command;

@Command(
    name = "down",
    sortOptions = false,
    description = "End the folder's running up, and wait until it has ended.")
final class DownCommand extends ReveilleCommand {

  @Override
  int run(Session session) throws Exception {
    return Down.run(session);
  }
}
