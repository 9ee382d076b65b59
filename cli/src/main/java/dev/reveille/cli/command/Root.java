package dev.reveille.cli.command;

import dev.reveille.cli.session.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What stands before a command's name. */
@Command(
    name = "reveille",
    description = "Scheduled AI-agent jobs on Temporal.",
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
final class Root implements Runnable {
  @Mixin GlobalOptions global = new GlobalOptions();

  @Option(names = "--version", description = "the same as the command version")
  boolean version;

  @Spec CommandSpec spec;

  final Surroundings here;

  Root(Surroundings here) {
    this.here = here;
    this.spec = CommandSpec.create();
  }

  @Override
  public void run() {
    if (version) {
      here.out().println(Version.text());
      return;
    }
    throw new ParameterException(
        spec.commandLine(), "no command was given; `reveille --help` lists them");
  }
}
