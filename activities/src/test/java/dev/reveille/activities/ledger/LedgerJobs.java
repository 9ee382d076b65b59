package dev.reveille.activities.ledger;

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
import dev.reveille.domain.job.Stagger;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Jobs that the ledger watches. */
final class LedgerJobs {
  static final String OWNER = "desk";
  static final Duration CATCHUP = Duration.ofMinutes(3);

  private LedgerJobs() {}

  static JobDefinition every(String id, Duration every) {
    return every(id, every, Overlap.SKIP);
  }

  static JobDefinition every(String id, Duration every, Overlap overlap) {
    return every(id, every, overlap, AlertPolicy.to(List.of("oncall")));
  }

  static JobDefinition every(String id, Duration every, Overlap overlap, AlertPolicy alerts) {
    RetryPolicy once = new RetryPolicy(1, Duration.ofSeconds(1), 2.0, Duration.ofSeconds(1));
    return new JobDefinition(
        JobDefinition.SNAPSHOT,
        id,
        id,
        null,
        OWNER,
        "/srv/desk",
        SessionTarget.ISOLATED,
        ScheduleRule.every(every, null, Stagger.jitter(Duration.ZERO)),
        Payload.command(
            new Payload.Command(
                List.of("true"),
                null,
                Map.of(),
                null,
                null,
                Payload.Command.DEFAULT_OUTPUT_MAX_BYTES)),
        null,
        null,
        null,
        new BootPolicy(Duration.ofSeconds(10), 0.7, Duration.ofMinutes(10), once),
        new ExecutePolicy(Duration.ofMinutes(1), once),
        null,
        Permissions.FAIL,
        overlap,
        CATCHUP,
        Isolation.AUTO,
        Network.GATEWAY,
        Map.of(),
        Keep.NEVER,
        alerts,
        List.of(),
        null,
        Map.of());
  }
}
