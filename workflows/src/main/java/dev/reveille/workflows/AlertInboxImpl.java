package dev.reveille.workflows;

import dev.reveille.domain.Spoken;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;

/**
 * Delivers each alert to each of its channels at once and side by side: a dead channel is tried
 * again for an hour and delays nobody. Endless and upgraded in flight, so a change of its commands
 * needs {@code Workflow.getVersion}.
 */
public class AlertInboxImpl implements AlertInbox {
  static final Duration ONE_TRY = Duration.ofSeconds(30);
  static final Duration ALL_TRIES = Duration.ofHours(1);

  private static final Logger LOG = Workflow.getLogger(AlertInboxImpl.class);

  /**
   * Before continuing as new, what is being delivered gets the time of one try; new alerts wait for
   * so long, once in some hundreds of alerts and only while a channel is dead.
   */
  private static final Duration DRAIN = ONE_TRY.plusSeconds(5);

  private static final int REASON_CHARS = 500;

  private final Deque<Alert> waiting = new ArrayDeque<>();
  private final Set<Delivery> underWay = new LinkedHashSet<>();
  private final AlertActivity activity =
      Workflow.newActivityStub(
          AlertActivity.class,
          ActivityOptions.newBuilder()
              .setTaskQueue(Queues.RUN)
              .setStartToCloseTimeout(ONE_TRY)
              .setScheduleToCloseTimeout(ALL_TRIES)
              .setRetryOptions(
                  RetryOptions.newBuilder()
                      .setInitialInterval(Duration.ofSeconds(5))
                      .setBackoffCoefficient(2)
                      .setMaximumInterval(Duration.ofMinutes(5))
                      .build())
              .build());

  /** One alert on its way to one channel. */
  private record Delivery(Alert alert, String channel) {}

  @Override
  public void raise(Alert alert) {
    waiting.add(alert);
  }

  @Override
  public void run(List<Alert> carried) {
    for (int last = carried.size() - 1; last >= 0; last--) {
      waiting.addFirst(carried.get(last));
    }
    deliverUntilFull();
    Workflow.await(DRAIN, underWay::isEmpty);
    // What is left is between two tries at a dead channel; closing this run ends those tries.
    Workflow.continueAsNew(unfinished());
  }

  private void deliverUntilFull() {
    while (!Workflow.getInfo().isContinueAsNewSuggested()) {
      tell();
      Workflow.await(() -> !waiting.isEmpty() || Workflow.getInfo().isContinueAsNewSuggested());
      while (!waiting.isEmpty()) {
        Alert alert = waiting.removeFirst();
        alert.channels().forEach(channel -> deliver(new Delivery(alert, channel)));
      }
    }
  }

  private void deliver(Delivery delivery) {
    if (!underWay.add(delivery)) {
      return; // the same alert again, from a run that settled twice
    }
    Async.procedure(
        () -> {
          try {
            activity.deliver(delivery.alert(), delivery.channel());
          } catch (ActivityFailure failure) {
            recordLoss(delivery, failure);
          } finally {
            underWay.remove(delivery);
            tell();
          }
        });
  }

  private void recordLoss(Delivery delivery, ActivityFailure failure) {
    if (failure.getCause() instanceof CanceledFailure cancelled) {
      throw cancelled;
    }
    try {
      activity.lost(delivery.alert(), delivery.channel(), reason(failure));
    } catch (ActivityFailure unrecorded) {
      LOG.warn("{}: its loss could not be recorded", delivery, unrecorded);
    }
  }

  private static String reason(ActivityFailure failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return Spoken.cut(
        last instanceof ApplicationFailure reported
            ? reported.getOriginalMessage()
            : String.valueOf(last.getMessage()),
        REASON_CHARS);
  }

  /** Each alert that has not reached all of its channels, with those it has not reached. */
  private List<Alert> unfinished() {
    List<Alert> unfinished = new ArrayList<>();
    underWay.forEach(delivery -> unfinished.add(only(delivery)));
    unfinished.addAll(waiting);
    return unfinished;
  }

  private static Alert only(Delivery delivery) {
    Alert alert = delivery.alert();
    return new Alert(
        alert.job(),
        alert.jobName(),
        alert.workflowId(),
        alert.runId(),
        alert.due(),
        alert.verdict(),
        alert.message(),
        alert.remedy(),
        List.of(delivery.channel()));
  }

  private void tell() {
    Workflow.setCurrentDetails(
        underWay.isEmpty()
            ? "Every alert so far was delivered, or recorded as lost."
            : "Alerts on their way, by channel: " + underWay.size() + ".");
  }
}
