package dev.reveille.cli.command;

import dev.reveille.cli.jobs.Validation;
import dev.reveille.cli.session.Session;
import picocli.CommandLine.Command;

@Command(
    name = "validate",
    sortOptions = false,
    description = "List all problems of all job files at once; needs no server.")
final class ValidateCommand extends ReveilleCommand {

  @Override
  int run(Session session) throws Exception {
    return Validation.run(session);
  }
}
