package dev.reveille.cli.command;

import dev.reveille.cli.gateway.GatewayAlone;
import dev.reveille.cli.gateway.GatewayCall;
import dev.reveille.cli.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "gateway",
    sortOptions = false,
    description = "The gateway alone, for one agent of your own; tells in the end what it saw.")
final class GatewayCommand extends ReveilleCommand {
  @Option(
      names = "--pin",
      paramLabel = "MODEL",
      required = true,
      description = "the one model that may answer; may be PROVIDER/MODEL")
  String pin = "";

  @Option(names = "--provider", paramLabel = "NAME", description = "a provider of reveille.yaml")
  @Nullable String provider;

  @Option(
      names = "--lock",
      paramLabel = "NAME=VALUE",
      description = "a request parameter that must have exactly this value; repeatable")
  List<String> locks = List.of();

  @Option(
      names = "--substitute",
      paramLabel = "MODEL",
      description = "may answer where the pinned one cannot; repeatable, tried in order")
  List<String> substitutes = List.of();

  @Option(
      names = "--unverified",
      paramLabel = "WHAT",
      defaultValue = "fail",
      description = "what an answer that names no model means: fail or warn (${DEFAULT-VALUE})")
  String unverified = "fail";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "of the gateway on the loopback (a free one)")
  int port;

  @Parameters(
      paramLabel = "COMMAND",
      description = "after --: a program to run so, in this terminal; the gateway ends with it")
  List<String> command = List.of();

  @Override
  int run(Session session) throws Exception {
    return GatewayAlone.run(
        session, new GatewayCall(pin, provider, locks, substitutes, unverified, port, command));
  }
}
