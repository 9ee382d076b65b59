package dev.reveille.starter.probe;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.Json;
import dev.reveille.domain.Words;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.Stagger;
import dev.reveille.starter.server.ServerErrors;
import dev.reveille.workflows.Attributes;
import dev.reveille.workflows.BootProbe;
import dev.reveille.workflows.Payloads;
import dev.reveille.workflows.Queues;
import io.grpc.Status;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleListDescription;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleState;
import io.temporal.client.schedules.ScheduleUpdate;
import io.temporal.common.SearchAttributes;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the schedules of an owner's probes what its jobs ask for. One small list where nothing has
 * changed; another owner's probes are never touched.
 */
public final class ProbeApply {
  private static final int PAGE = 1_000;

  /** Only schedules of probes have it. */
  private static final String OURS = Attributes.AGENT.getName() + " IS NOT NULL";

  /** Whoever has just set up a folder is not to be surprised. */
  private static final Duration CALM_BEFORE_FIRST = Duration.ofHours(1);

  private static final Duration CATCHUP = Duration.ofMinutes(1);

  private final ScheduleClient client;
  private final String namespace;
  private final Clock clock;

  private ProbeApply(ScheduleClient client, String namespace, Clock clock) {
    this.client = client;
    this.namespace = namespace;
    this.clock = clock;
  }

  /** For a namespace of a server; does not connect yet. The stubs stay the caller's to close. */
  public static ProbeApply on(WorkflowServiceStubs stubs, String namespace) {
    return new ProbeApply(
        ScheduleClient.newInstance(
            stubs,
            ScheduleClientOptions.newBuilder()
                .setNamespace(namespace)
                .setDataConverter(Payloads.converter())
                .build()),
        namespace,
        Clock.systemUTC());
  }

  /** What became, or would become, of one probe's schedule. */
  public record Change(String probe, Outcome outcome) {
    /** One line for people. */
    public String text() {
      return Words.camel(outcome) + " " + probe;
    }
  }

  /** What became of a schedule that was not as it should be. */
  public enum Outcome {
    CREATED,
    UPDATED,
    DELETED
  }

  private record Held(String id, String probe, @Nullable String digest) {}

  /**
   * Applies; what is as it should be is no change. Blocks for a call, and some for each change.
   *
   * @param every how often each is due; empty for never, which removes all
   * @param dryRun only says what it would do
   * @throws dev.reveille.starter.failure.NoServer if none answers
   */
  public List<Change> apply(
      Collection<PlannedProbe> probes, String owner, Optional<Duration> every, boolean dryRun) {
    return ServerErrors.reach(namespace, () -> applied(probes, owner, every, dryRun));
  }

  private List<Change> applied(
      Collection<PlannedProbe> probes, String owner, Optional<Duration> every, boolean dryRun) {
    Map<String, Held> held = held(owner);
    List<Change> changes = new ArrayList<>();
    for (PlannedProbe probe : every.isPresent() ? probes : List.<PlannedProbe>of()) {
      Duration interval = every.get();
      String id = Queues.probeSchedule(probe.probed(), owner);
      Held there = held.remove(id);
      String digest = digest(probe, interval);
      if (there != null && digest.equals(there.digest())) {
        continue;
      }
      Outcome outcome = there == null ? Outcome.CREATED : Outcome.UPDATED;
      if (dryRun || write(id, probe, interval, digest, there != null)) {
        changes.add(new Change(probe.probed().id(), outcome));
      }
    }
    for (Held gone : held.values()) {
      if (!dryRun) {
        delete(gone.id());
      }
      changes.add(new Change(gone.probe(), Outcome.DELETED));
    }
    return changes;
  }

  private Map<String, Held> held(String owner) {
    Map<String, Held> held = new TreeMap<>();
    try (Stream<ScheduleListDescription> all = client.listSchedules(OURS, PAGE)) {
      all.filter(listed -> listed.getScheduleId().startsWith(Queues.PROBE_SCHEDULE))
          .filter(
              listed ->
                  owner.equals(Attributes.text(listed.getSearchAttributes(), Attributes.OWNER)))
          .forEach(
              listed ->
                  held.put(
                      listed.getScheduleId(),
                      new Held(
                          listed.getScheduleId(),
                          String.valueOf(
                              Attributes.text(listed.getSearchAttributes(), Attributes.JOB)),
                          Attributes.text(listed.getSearchAttributes(), Attributes.DEFINITION))));
    }
    return held;
  }

  private static ScheduleRule rule(Duration every) {
    return ScheduleRule.every(every, null, Stagger.jitter(Duration.ZERO));
  }

  private static String digest(PlannedProbe probe, Duration every) {
    return Json.digest(
        List.of(BootProbe.Input.of(probe.definition(rule(every)), BootProbe.Manner.WHEN_CALM)));
  }

  /** Whether anything had to be written: the list may be two seconds old. */
  private boolean write(
      String id, PlannedProbe probe, Duration every, String digest, boolean known) {
    SearchAttributes attributes =
        SearchAttributes.newBuilder()
            .set(Attributes.OWNER, probe.job().owner())
            .set(Attributes.DEFINITION, digest)
            .set(Attributes.JOB, probe.probed().id())
            .set(Attributes.AGENT, probe.probed().agent())
            .build();
    if (!known) {
      try {
        client.createSchedule(
            id,
            created(probe, every),
            ScheduleOptions.newBuilder().setTypedSearchAttributes(attributes).build());
        return true;
      } catch (ScheduleAlreadyRunningException e) {
        return update(id, probe, every, digest, attributes);
      }
    }
    try {
      return update(id, probe, every, digest, attributes);
    } catch (RuntimeException e) {
      if (ServerErrors.code(e) == Status.Code.NOT_FOUND) {
        return write(id, probe, every, digest, false);
      }
      throw e;
    }
  }

  private boolean update(
      String id, PlannedProbe probe, Duration every, String digest, SearchAttributes attributes) {
    ScheduleDescription described = client.getHandle(id).describe();
    if (digest.equals(described.getTypedSearchAttributes().get(Attributes.DEFINITION))) {
      return false;
    }
    client
        .getHandle(id)
        .update(
            input -> {
              Schedule old = input.getDescription().getSchedule();
              return new ScheduleUpdate(
                  Schedule.newBuilder(old)
                      .setAction(action(probe, every))
                      .setSpec(spec(probe, every, null))
                      .build(),
                  attributes);
            });
    return true;
  }

  private Schedule created(PlannedProbe probe, Duration every) {
    Instant now = clock.instant();
    Duration calm = every.compareTo(CALM_BEFORE_FIRST) < 0 ? every : CALM_BEFORE_FIRST;
    return Schedule.newBuilder()
        .setAction(action(probe, every))
        .setSpec(spec(probe, every, now.plus(calm)))
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                .setCatchupWindow(CATCHUP)
                .build())
        .setState(ScheduleState.newBuilder().setNote("Probes of " + probe.probed().id()).build())
        .build();
  }

  private static ScheduleSpec spec(PlannedProbe probe, Duration every, @Nullable Instant from) {
    ScheduleSpec.Builder spec =
        ScheduleSpec.newBuilder()
            .setIntervals(List.of(new ScheduleIntervalSpec(every, probe.phase(every))));
    if (from != null) {
      spec.setStartAt(from);
    }
    return spec.build();
  }

  private static ScheduleActionStartWorkflow action(PlannedProbe probe, Duration every) {
    JobDefinition definition = probe.definition(rule(every));
    return ScheduleActionStartWorkflow.newBuilder()
        .setWorkflowType(BootProbe.TYPE)
        .setArguments(BootProbe.Input.of(definition, BootProbe.Manner.WHEN_CALM))
        .setOptions(ProbeOptions.of(probe, Queues.probe(probe.probed(), definition.owner())))
        .build();
  }

  private void delete(String id) {
    try {
      client.getHandle(requireNonNull(id)).delete();
    } catch (RuntimeException e) {
      if (ServerErrors.code(e) != Status.Code.NOT_FOUND) {
        throw e;
      }
    }
  }
}
