package dev.reveille.activities.boot;

import dev.reveille.activities.acp.StageListener;
import dev.reveille.activities.facts.HostWatch;
import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.boothealth.BootSample.Ending;
import dev.reveille.domain.boothealth.BootSample.How;
import dev.reveille.domain.boothealth.BootSample.Stage;
import dev.reveille.domain.boothealth.HostFacts;
import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ProbedTarget;
import dev.reveille.domain.run.RunKey;
import dev.reveille.runlog.RunLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures one boot of an agent, for the series of its like. A command's start is none. */
final class BootMeasure {
  private static final Logger LOG = LoggerFactory.getLogger(BootMeasure.class);

  private final RunLog log;
  private final RunKey key;
  private final int attempt;
  private final How how;
  private final JobDefinition definition;
  private final String hostName;
  private final HostWatch host;
  private final Clock clock;
  private final List<Stage> stages = new ArrayList<>();
  private @Nullable Instant begun;
  private HostFacts facts = HostFacts.UNKNOWN;
  private @Nullable String agentVersion;

  BootMeasure(
      RunLog log,
      RunKey key,
      int attempt,
      How how,
      JobDefinition definition,
      String hostName,
      HostWatch host,
      Clock clock) {
    this.log = log;
    this.key = key;
    this.attempt = attempt;
    this.how = how;
    this.definition = definition;
    this.hostName = hostName;
    this.host = host;
    this.clock = clock;
  }

  /** Looks at the host as the boot finds it. A command's start is no boot, and looks at nothing. */
  void begun() {
    if (definition.agent() != null) {
      begun = clock.instant();
      facts = host.now();
    }
  }

  void runsOn(@Nullable String node) {
    facts = facts.with(node);
  }

  void stage(String stage, long millis, @Nullable String note) {
    stages.add(new Stage(stage, millis));
    if (stage.equals(StageListener.INITIALIZE)) {
      agentVersion = note;
    }
  }

  /** Writes the sample, as well as it can: a boot is worth more than a measurement. */
  void ended(Ending ending, Duration took, @Nullable String stage) {
    AgentProfile agent = definition.agent();
    Instant at = begun;
    if (agent == null || at == null) {
      return;
    }
    try {
      log.boot(
          new BootSample(
              key,
              attempt,
              at,
              definition.owner(),
              definition.id(),
              agent.name(),
              definition.target().toString(),
              hostName,
              ProbedTarget.isProbe(key.workflowId()),
              how,
              ending,
              took.toMillis(),
              definition.boot().timeout().toMillis(),
              definition.boot().warnAt(),
              stage,
              stages,
              agentVersion == null ? version(agent) : agentVersion,
              facts));
    } catch (RuntimeException e) {
      LOG.warn("{}: its boot is not measured", key, e);
    }
  }

  private static @Nullable String version(AgentProfile agent) {
    return agent.known() == null || agent.version() == null
        ? null
        : agent.known() + " " + agent.version();
  }
}
