package dev.reveille.cli.gate;

import dev.reveille.cli.jobs.Connection;
import dev.reveille.cli.jobs.Validation;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.runlog.ReadableRunLog;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.probe.ProbeRuns;
import dev.reveille.workflows.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code gate}: whether a build boots every agent for every kind of session as well as before. */
public final class GateRun {
  private GateRun() {}

  /** Judges, tells, and moves the deployment. Returns the exit code: 1 when it is stopped. */
  public static int run(Session session, GateOptions options) throws Exception {
    FolderReading reading = session.reading();
    if (reading.hasErrors()) {
      Validation.print(session.console(), reading, session.console()::note);
      throw Failure.usage("the folder has errors; nothing was booted");
    }
    List<JobDefinition> jobs = reading.jobs().stream().map(PlannedJob::definition).toList();
    String against = options.against();
    List<Contender> lineup =
        Lineup.of(jobs, options.agent(), against == null ? null : Lineup.Against.parse(against));
    Baseline baseline = options.baseline() == null ? null : BaselineFile.read(options.baseline());
    try (Connection connection = Connection.open(session);
        ReadableRunLog log = session.runLog()) {
      WorkflowClient client = client(connection);
      String name = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
      Build build = options.build();
      Deployments deployments =
          build == null
              ? null
              : new Deployments(connection.stubs(), connection.namespace(), build.deployment());
      Build other = other(options, deployments);
      Gate gate =
          new Gate(
              options,
              lineup,
              new ProbeBoots(ProbeRuns.on(connection.stubs(), connection.namespace()), log),
              new RealTurns(client, connection.client(session), log, name),
              session.console(),
              Clock.systemUTC());
      GateReport report = gate.run(baseline, other);
      String moved = deployments == null ? null : Gate.move(report, options, deployments);
      GateReport all = moved == null ? report : report.deployed(moved);
      Gate.tell(all, options, session.console());
      return all.passed() ? 0 : Failure.FAILED;
    }
  }

  private static WorkflowClient client(Connection connection) {
    return WorkflowClient.newInstance(
        connection.stubs(),
        WorkflowClientOptions.newBuilder()
            .setNamespace(connection.namespace())
            .setDataConverter(Payloads.converter())
            .build());
  }

  /** The build to compare against: the one that was named, else the current one if it differs. */
  private static @Nullable Build other(GateOptions options, @Nullable Deployments deployments)
      throws InterruptedException {
    Build build = options.build();
    if (build == null || deployments == null) {
      return null;
    }
    Deployments.Standing standing = deployments.whenPolled(build);
    String named = options.againstBuild();
    if (named != null) {
      Build other = new Build(build.deployment(), named);
      deployments.of(other);
      return other;
    }
    boolean alone = options.baseline() == null && options.against() == null;
    return standing
        .current()
        .filter(current -> alone && !current.equals(build.id()))
        .map(current -> new Build(build.deployment(), current))
        .orElse(null);
  }
}
