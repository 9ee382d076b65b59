package dev.reveille.cli.command;

import dev.reveille.cli.gate.GateOptions;
import dev.reveille.cli.gate.GateRun;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "gate",
    sortOptions = false,
    description =
        "Boot every agent for every kind of session, and stop a build that boots worse than before.")
final class GateCommand extends ReveilleCommand {
  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "20",
      description = "boots of each agent for each kind of session (${DEFAULT-VALUE})")
  int samples = 20;

  @Option(names = "--baseline", paramLabel = "FILE", description = "saved boots to compare against")
  @Nullable Path baseline;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "keep the boots as a baseline, if the build is let in")
  @Nullable Path save;

  @Option(
      names = "--any-host",
      description = "take a baseline of another host; differences may then be the host's")
  boolean anyHost;

  @Option(names = "--agent", paramLabel = "NAME", description = "only this agent")
  @Nullable String agent;

  @Option(
      names = "--against",
      paramLabel = "NAME@VERSION",
      description = "compare an agent with another installed version of it, in turn")
  @Nullable String against;

  @Option(
      names = "--deployment",
      paramLabel = "NAME",
      description = "worker deployment, for worker versioning")
  @Nullable String deployment;

  @Option(names = "--build-id", paramLabel = "ID", description = "the build that is judged")
  @Nullable String buildId;

  @Option(
      names = "--against-build",
      paramLabel = "ID",
      description = "the build to compare with, in turn (the current one)")
  @Nullable String againstBuild;

  @Option(names = "--no-turn", description = "leave out the one turn that each agent does")
  boolean noTurn;

  @Option(names = "--junit", paramLabel = "FILE", description = "write a JUnit XML report")
  @Nullable Path junit;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "write a report for a pull request")
  @Nullable Path markdown;

  @Option(names = "--promote", description = "make a build that is let in the current one")
  boolean promote;

  @Option(
      names = "--ramp",
      paramLabel = "PERCENT",
      description = "give a build that is let in so many of the new runs")
  @Nullable Float ramp;

  @Option(names = "--rollback", description = "take new runs away from a build that is stopped")
  boolean rollback;

  @Override
  int run(Session session) throws Exception {
    if (promote && ramp != null) {
      throw Failure.usage("expected at most one of --promote and --ramp");
    }
    return GateRun.run(
        session,
        new GateOptions(
            samples,
            in(session, baseline),
            in(session, save),
            anyHost,
            agent,
            against,
            deployment,
            buildId,
            againstBuild,
            !noTurn,
            in(session, junit),
            in(session, markdown),
            move(),
            ramp == null ? 0 : ramp,
            rollback));
  }

  private GateOptions.Move move() {
    if (promote) {
      return GateOptions.Move.PROMOTE;
    }
    return ramp == null ? GateOptions.Move.NONE : GateOptions.Move.RAMP;
  }

  private static @Nullable Path in(Session session, @Nullable Path file) {
    return file == null ? null : session.here().directory().resolve(file);
  }
}
