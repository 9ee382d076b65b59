package dev.reveille.cli.command;

import dev.reveille.cli.init.Init;
import dev.reveille.cli.session.Session;
import picocli.CommandLine.Command;

@Command(
    name = "init",
    sortOptions = false,
    description = "Make a reveille.yaml and a first job, by what this machine has.")
final class InitCommand extends ReveilleCommand {

  @Override
  int run(Session session) throws Exception {
    return Init.run(session);
  }
}
