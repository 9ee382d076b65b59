package dev.reveille.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.BootPolicy;
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
import dev.reveille.domain.job.ScheduleRule.Dst;
import dev.reveille.domain.job.SessionTarget;
import dev.reveille.domain.job.Stagger;
import dev.reveille.domain.run.Trigger;
import dev.reveille.workflows.JobRun.Input;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jobs and inputs as a plan would write them, each field changeable where a test is about it. */
final class Definitions {
  static final Instant DUE = Instant.parse("2026-11-21T22:00:00Z");

  private Duration bootTimeout = Duration.ofSeconds(60);
  private RetryPolicy bootRetry = retry(3);
  private Duration executeTimeout = Duration.ofMinutes(15);
  private RetryPolicy executeRetry = retry(1);
  private Duration catchup = Duration.ofMinutes(10);
  private Duration maxQueue = Duration.ofMinutes(10);
  private @Nullable JsonNode expect;
  private Duration patience = ModelPin.PATIENCE;
  private SessionTarget target = SessionTarget.ISOLATED;
  private Stagger stagger = Stagger.jitter(Duration.ZERO);

  static Definitions nightly() {
    return new Definitions();
  }

  static RetryPolicy retry(int attempts) {
    return new RetryPolicy(attempts, Duration.ofSeconds(10), 2.0, Duration.ofMinutes(1));
  }

  Definitions bootTimeout(Duration timeout) {
    bootTimeout = timeout;
    return this;
  }

  Definitions bootRetry(RetryPolicy retry) {
    bootRetry = retry;
    return this;
  }

  Definitions executeTimeout(Duration timeout) {
    executeTimeout = timeout;
    return this;
  }

  Definitions executeRetry(RetryPolicy retry) {
    executeRetry = retry;
    return this;
  }

  Definitions catchup(Duration window) {
    catchup = window;
    return this;
  }

  Definitions maxQueue(Duration wait) {
    maxQueue = wait;
    return this;
  }

  Definitions expect(String json) {
    expect = Json.read(json, JsonNode.class);
    return this;
  }

  Definitions patience(Duration wait) {
    patience = wait;
    return this;
  }

  Definitions target(String written) {
    target = SessionTarget.parse(written);
    return this;
  }

  Definitions stagger(Stagger wanted) {
    stagger = wanted;
    return this;
  }

  JobDefinition definition() {
    AgentProfile agent =
        new AgentProfile(
            "codex", "codex", null, AgentProfile.Protocol.ACP, List.of(), Map.of(), null);
    return new JobDefinition(
        JobDefinition.SNAPSHOT,
        "nightly",
        "Nightly plan",
        null,
        "night-desk",
        "/srv/night-desk",
        target,
        ScheduleRule.cron("0 22 * * *", ZoneId.of("UTC"), stagger, Dst.ONCE),
        Payload.agentTurn("Tune tonight's plan."),
        ModelPin.strict(ModelRef.parse("openai/gpt-5.4-nano")).patience(patience),
        agent,
        null,
        new BootPolicy(bootTimeout, 0.7, maxQueue, bootRetry),
        new ExecutePolicy(executeTimeout, executeRetry),
        expect,
        Permissions.FAIL,
        Overlap.SKIP,
        catchup,
        Isolation.AUTO,
        Network.GATEWAY,
        Map.of(),
        Keep.NEVER,
        AlertPolicy.to(List.of("oncall")),
        List.of(),
        null,
        Map.of());
  }

  Input manual() {
    return input(Trigger.MANUAL, DUE, 0);
  }

  Input input(Trigger trigger, @Nullable Instant due, long offsetMillis, Instant... folds) {
    JobDefinition definition = definition();
    return new Input(
        Input.VERSION, definition, definition.digest(), trigger, due, offsetMillis, List.of(folds));
  }
}
