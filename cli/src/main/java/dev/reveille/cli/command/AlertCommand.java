package dev.reveille.cli.command;

import dev.reveille.cli.alerts.ChannelTrial;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "alert",
    sortOptions = false,
    description = "Try the alert channels.",
    subcommands = AlertCommand.TestCommand.class)
final class AlertCommand extends ReveilleCommand {
  @Override
  int run(Session session) {
    throw Failure.usage("write `reveille alert test`, or `reveille alert test CHANNEL`");
  }

  @Command(
      name = "test",
      sortOptions = false,
      description = "Send a test notice to one alert channel, or to all; needs no server.")
  static final class TestCommand extends ReveilleCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "CHANNEL", description = "only this one")
    @Nullable String channel;

    @Override
    int run(Session session) throws Exception {
      return ChannelTrial.run(session, channel);
    }
  }
}
