package dev.reveille.starter.testing;

import dev.reveille.domain.job.AgentProfile;
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
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.job.RetryPolicy;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.ScheduleRule.Dst;
import dev.reveille.domain.job.SessionTarget;
import dev.reveille.domain.job.Stagger;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** SampleJobs as their files would give them. */
public final class SampleJobs {
  public static final String OWNER = "night-desk";
  private static final RetryPolicy RETRY =
      new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofSeconds(10));

  private SampleJobs() {}

  public static PlannedJob daily(String id) {
    return enabled(command(id, cron("0 22 * * *", Stagger.jitter(Duration.ZERO)), Overlap.SKIP));
  }

  public static PlannedJob enabled(JobDefinition definition) {
    return new PlannedJob(definition, true);
  }

  public static PlannedJob disabled(PlannedJob job) {
    return new PlannedJob(job.definition(), false);
  }

  public static ScheduleRule cron(String expr, Stagger stagger) {
    return ScheduleRule.cron(expr, ZoneId.of("America/Los_Angeles"), stagger, Dst.ONCE);
  }

  public static JobDefinition command(String id, ScheduleRule rule, Overlap overlap) {
    return command(id, rule, overlap, OWNER, "runs at once");
  }

  /** A job whose description tells the test's worker what to do. */
  public static JobDefinition command(
      String id, ScheduleRule rule, Overlap overlap, String owner, String description) {
    Payload payload =
        Payload.command(new Payload.Command(List.of("true"), null, Map.of(), null, null, 1 << 20));
    return job(id, rule, overlap, owner, description, SessionTarget.ISOLATED, payload);
  }

  public static JobDefinition job(
      String id,
      ScheduleRule rule,
      Overlap overlap,
      String owner,
      String description,
      SessionTarget target,
      Payload payload) {
    return new JobDefinition(
        JobDefinition.SNAPSHOT,
        id,
        "Job " + id,
        description,
        owner,
        "/srv/" + owner,
        target,
        rule,
        payload,
        null,
        payload.kind() == Payload.Kind.COMMAND ? null : Agents.SCRIPT,
        null,
        new BootPolicy(Duration.ofSeconds(60), 0.7, Duration.ofMinutes(10), RETRY),
        new ExecutePolicy(Duration.ofMinutes(15), RETRY),
        null,
        Permissions.FAIL,
        overlap,
        Duration.ofMinutes(10),
        Isolation.AUTO,
        Network.GATEWAY,
        Map.of(),
        Keep.NEVER,
        AlertPolicy.USUAL,
        List.of(),
        null,
        Map.of());
  }

  private static final class Agents {
    static final AgentProfile SCRIPT =
        new AgentProfile(
            "script", null, null, AgentProfile.Protocol.COMMAND, List.of("true"), Map.of(), null);
  }
}
