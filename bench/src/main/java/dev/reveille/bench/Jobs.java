package dev.reveille.bench;

import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.BootPolicy;
import dev.reveille.domain.job.ExecutePolicy;
import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Keep;
import dev.reveille.domain.job.Network;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.Payload;
import dev.reveille.domain.job.Permissions;
import dev.reveille.domain.job.RetryPolicy;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.SessionTarget;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Job definitions that run {@link Sides#PROGRAM}. */
final class Jobs {
  private Jobs() {}

  static JobDefinition command(
      String id, String owner, ScheduleRule rule, Isolation.Kind isolation) {
    return new JobDefinition(
        JobDefinition.SNAPSHOT,
        id,
        id,
        null,
        owner,
        "/",
        SessionTarget.ISOLATED,
        rule,
        Payload.command(
            new Payload.Command(List.of(Sides.PROGRAM), null, Map.of(), null, null, 1 << 20)),
        null,
        null,
        null,
        new BootPolicy(
            Duration.ofSeconds(60),
            0.7,
            Duration.ofMinutes(10),
            new RetryPolicy(3, Duration.ofSeconds(10), 2.0, Duration.ofMinutes(1))),
        new ExecutePolicy(
            Duration.ofMinutes(15),
            new RetryPolicy(1, Duration.ofSeconds(10), 2.0, Duration.ofMinutes(1))),
        null,
        Permissions.FAIL,
        Overlap.SKIP,
        Duration.ofMinutes(10),
        new Isolation(isolation, List.of(), List.of()),
        Network.GATEWAY,
        Map.of(),
        Keep.FAILED,
        AlertPolicy.USUAL,
        List.of(),
        null,
        Map.of());
  }
}
