package dev.reveille.bench.burst;

import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.BootPolicy;
import dev.reveille.domain.job.EnvValue;
import dev.reveille.domain.job.ExecutePolicy;
import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Keep;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.job.Network;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.Payload;
import dev.reveille.domain.job.Permissions;
import dev.reveille.domain.job.RetryPolicy;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.SessionTarget;
import dev.reveille.drill.DrillCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A job whose agent asks its model once. */
final class BurstJob {
  static final String OWNER = "burst";

  private static final RetryPolicy ONCE =
      new RetryPolicy(1, Duration.ofSeconds(1), 1.0, Duration.ofSeconds(1));

  private BurstJob() {}

  static JobDefinition of(String id, String folder, String provider, Instant due) {
    AgentProfile agent =
        new AgentProfile(
            "drilled",
            null,
            null,
            AgentProfile.Protocol.ACP,
            DrillCommand.of("agent"),
            Map.of(
                "OPENAI_BASE_URL", EnvValue.literal("{gateway}/v1"),
                "OPENAI_API_KEY", EnvValue.literal("{token}"),
                "OPENAI_MODEL", EnvValue.literal("{model}")),
            null);
    List<String> read = new ArrayList<>(List.of(System.getProperty("java.home")));
    DrillCommand.classPath().forEach(path -> read.add(path.toString()));
    return new JobDefinition(
        JobDefinition.SNAPSHOT,
        id,
        id,
        null,
        OWNER,
        folder,
        SessionTarget.ISOLATED,
        ScheduleRule.at(due),
        Payload.agentTurn("Tune tonight's plan."),
        ModelPin.strict(new ModelRef(provider, "parade-1")),
        agent,
        null,
        new BootPolicy(
            Duration.ofSeconds(60),
            0.7,
            Duration.ofMinutes(10),
            new RetryPolicy(3, Duration.ofSeconds(1), 2.0, Duration.ofSeconds(10))),
        new ExecutePolicy(Duration.ofMinutes(15), ONCE),
        null,
        Permissions.FAIL,
        Overlap.SKIP,
        Duration.ofMinutes(10),
        new Isolation(Isolation.Kind.AUTO, read, List.of()),
        Network.GATEWAY,
        Map.of(),
        Keep.FAILED,
        AlertPolicy.USUAL,
        List.of(),
        null,
        Map.of());
  }
}
