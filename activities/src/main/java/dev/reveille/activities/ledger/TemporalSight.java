package dev.reveille.activities.ledger;

import dev.reveille.activities.lease.Runs;
import dev.reveille.activities.lease.TemporalRuns;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.slot.SlotFacts.OnServer;
import dev.reveille.workflows.Attributes;
import dev.reveille.workflows.JobRun;
import dev.reveille.workflows.Payloads;
import dev.reveille.workflows.Queues;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleInfo;
import io.temporal.client.schedules.ScheduleListDescription;
import io.temporal.client.schedules.ScheduleState;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees by List where that is enough, and by Describe where it must be true. */
public final class TemporalSight implements Sight {
  private static final Logger LOG = LoggerFactory.getLogger(TemporalSight.class);
  private static final Duration ASK = Duration.ofSeconds(5);
  private static final int PAGE = 1_000;
  private static final String PREFIX = Queues.schedule("");

  private final WorkflowServiceStubs stubs;
  private final String namespace;
  private final ScheduleClient schedules;
  private final TemporalRuns runs;

  public TemporalSight(WorkflowServiceStubs stubs, String namespace) {
    this.stubs = stubs;
    this.namespace = namespace;
    this.runs = new TemporalRuns(stubs, namespace);
    this.schedules =
        ScheduleClient.newInstance(
            stubs,
            ScheduleClientOptions.newBuilder()
                .setNamespace(namespace)
                .setDataConverter(Payloads.converter())
                .build());
  }

  @Override
  public Map<String, Held> held(String owner) {
    Map<String, Held> held = new HashMap<>();
    try (Stream<ScheduleListDescription> all = schedules.listSchedules(PAGE)) {
      all.filter(listed -> listed.getScheduleId().startsWith(PREFIX))
          .filter(
              listed ->
                  owner.equals(Attributes.text(listed.getSearchAttributes(), Attributes.OWNER)))
          .forEach(
              listed ->
                  held.put(
                      listed.getScheduleId().substring(PREFIX.length()),
                      new Held(
                          Attributes.text(listed.getSearchAttributes(), Attributes.DEFINITION),
                          listed.getSchedule().getState().isPaused(),
                          listed.getInfo().getNextActionTimes())));
    }
    return held;
  }

  @Override
  public Optional<Described> described(String owner, String job) {
    ScheduleDescription described;
    try {
      described = schedules.getHandle(Queues.schedule(job)).describe();
    } catch (RuntimeException e) {
      if (isNotFound(e)) {
        return Optional.empty();
      }
      throw e;
    }
    if (!owner.equals(described.getTypedSearchAttributes().get(Attributes.OWNER))) {
      return Optional.empty();
    }
    ScheduleState state = described.getSchedule().getState();
    ScheduleInfo info = described.getInfo();
    Held held =
        new Held(
            described.getTypedSearchAttributes().get(Attributes.DEFINITION),
            state != null && state.isPaused(),
            info.getNextActionTimes());
    return Optional.of(new Described(held, writtenAt(info), input(job, described)));
  }

  private static Instant writtenAt(ScheduleInfo info) {
    Instant updated = info.getLastUpdatedAt();
    return updated != null && updated.isAfter(info.getCreatedAt()) ? updated : info.getCreatedAt();
  }

  private static JobRun.@Nullable Input input(String job, ScheduleDescription described) {
    if (described.getSchedule().getAction() instanceof ScheduleActionStartWorkflow start
        && JobRun.TYPE.equals(start.getWorkflowType())) {
      try {
        return start.getArguments().get(0, JobRun.Input.class);
      } catch (RuntimeException e) {
        LOG.warn("the schedule of {} cannot be read, so its slots are not watched", job, e);
      }
    }
    return null;
  }

  @Override
  public OnServer run(String workflowId) {
    return runs.status(WorkflowExecution.newBuilder().setWorkflowId(workflowId).build())
        .map(
            status ->
                switch (status) {
                  case WORKFLOW_EXECUTION_STATUS_RUNNING, WORKFLOW_EXECUTION_STATUS_PAUSED ->
                      OnServer.UNDER_WAY;
                  default -> OnServer.CLOSED;
                })
        .orElse(OnServer.ABSENT);
  }

  @Override
  public Optional<Runs.Closed> closed(RunKey run) {
    return runs.closed(run);
  }

  @Override
  public Optional<RunOpened> opened(String workflowId, Instant due) {
    GetWorkflowExecutionHistoryResponse history =
        stubs
            .blockingStub()
            .withDeadlineAfter(ASK.toMillis(), TimeUnit.MILLISECONDS)
            .getWorkflowExecutionHistory(
                GetWorkflowExecutionHistoryRequest.newBuilder()
                    .setNamespace(namespace)
                    .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                    .setMaximumPageSize(1)
                    .build());
    HistoryEvent first = history.getHistory().getEvents(0);
    WorkflowExecutionStartedEventAttributes started =
        first.getWorkflowExecutionStartedEventAttributes();
    if (started.getInput().getPayloadsCount() == 0) {
      return Optional.empty();
    }
    JobRun.Input input =
        Payloads.converter()
            .fromPayload(started.getInput().getPayloads(0), JobRun.Input.class, JobRun.Input.class);
    if (input == null) {
      return Optional.empty();
    }
    RunKey key = new RunKey(workflowId, started.getOriginalExecutionRunId());
    Instant at = Instant.ofEpochSecond(first.getEventTime().getSeconds());
    return Optional.of(
        JobRun.head(input, key, started.getFirstExecutionRunId(), namespace, due, at));
  }

  private static boolean isNotFound(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusRuntimeException status) {
        String words = String.valueOf(status.getStatus().getDescription());
        return status.getStatus().getCode() == Status.Code.NOT_FOUND
            && !words.contains("Namespace");
      }
    }
    return false;
  }
}
