package dev.reveille.cli.command;

import dev.reveille.cli.session.Session;
import picocli.CommandLine.Command;

@Command(name = "version", sortOptions = false, description = "Say which version this is.")
final class VersionCommand extends ReveilleCommand {

  @Override
  int run(Session session) throws Exception {
    if (session.flags().json()) {
      VersionJson.print(session.here().out());
    } else {
      session.here().out().println(Version.text());
    }
    return 0;
  }
}
