package dev.reveille.cli.gate;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.boothealth.HostFacts;
import dev.reveille.domain.gate.Boot;
import dev.reveille.domain.gate.Boot.Outcome;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ProbedTarget;
import dev.reveille.domain.run.FailureType;
import dev.reveille.runlog.BootReader;
import dev.reveille.runlog.RunReader;
import dev.reveille.starter.probe.PlannedProbe;
import dev.reveille.starter.probe.ProbeRuns;
import dev.reveille.workflows.BootProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Boots as a probe does, on a worker. */
final class ProbeBoots implements Boots {
  /** For the way to the worker and back, and for the end of the agent. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private static final int RECENT = 100;

  private final ProbeRuns probes;
  private final RunReader log;

  /**
   * @param log where the worker writes to the same; else what it knows of hosts is not known here
   */
  ProbeBoots(ProbeRuns probes, RunReader log) {
    this.probes = probes;
    this.log = log;
  }

  @Override
  public Sampled boot(JobDefinition job, @Nullable Build build) {
    ProbedTarget probed = ProbedTarget.of(job).orElseThrow();
    PlannedProbe probe = new PlannedProbe(probed, job, List.of(job.id()));
    Instant before = Instant.now();
    ProbeRuns.Started started = probes.start(probe, build == null ? null : build.version());
    Duration longest = job.boot().timeout().plus(job.boot().maxQueue()).plus(MARGIN);
    Optional<ProbeRuns.Ended> ended = probes.await(started, longest);
    if (ended.isEmpty()) {
      probes.cancel(started);
      String late = "no worker ended the boot within " + Spoken.duration(longest) + ".";
      return new Sampled(Boot.notMade(late), null, null, HostFacts.UNKNOWN);
    }
    return sampled(ended.get().result(), logged(job, started, before));
  }

  private Optional<BootSample> logged(JobDefinition job, ProbeRuns.Started started, Instant since) {
    ProbedTarget probed = started.probe().probed();
    BootReader.Query recent =
        new BootReader.Query(
            job.owner(),
            probed.agent(),
            probed.target().toString(),
            null,
            null,
            true,
            since.minus(MARGIN),
            RECENT);
    return log.boots().samples(recent).stream()
        .filter(sample -> sample.run().equals(started.run()))
        .findFirst();
  }

  private static Sampled sampled(BootProbe.Result result, Optional<BootSample> logged) {
    return new Sampled(
        boot(result, logged),
        logged.map(BootSample::agentVersion).orElse(null),
        logged.map(BootSample::host).orElse(null),
        logged.map(BootSample::facts).orElse(HostFacts.UNKNOWN));
  }

  private static Boot boot(BootProbe.Result result, Optional<BootSample> logged) {
    Map<String, Long> stages = new LinkedHashMap<>();
    Long millis = result.millis();
    if (millis != null) {
      result.stages().forEach(stage -> stages.merge(stage.stage(), stage.millis(), Long::sum));
      return Boot.ready(millis, stages);
    }
    Outcome outcome = outcome(result.verdict());
    if (outcome == Outcome.NOT_MADE) {
      return Boot.notMade(result.verdict() + ": " + result.message());
    }
    logged.ifPresent(
        sample ->
            sample
                .stages()
                .forEach(stage -> stages.merge(stage.stage(), stage.millis(), Long::sum)));
    return new Boot(
        outcome,
        logged.map(BootSample::millis).orElse(0L),
        stages,
        logged.map(BootSample::stage).orElse(null),
        result.message());
  }

  private static Outcome outcome(String verdict) {
    if (verdict.equals(FailureType.BOOT_TIMEOUT.name())) {
      return Outcome.BOOT_TIMEOUT;
    }
    return verdict.equals(FailureType.BOOT_FAILED.name()) ? Outcome.BOOT_FAILED : Outcome.NOT_MADE;
  }
}
