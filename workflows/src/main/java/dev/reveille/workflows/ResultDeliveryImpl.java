package dev.reveille.workflows;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All channels side by side, each tried for an hour. */
public final class ResultDeliveryImpl implements ResultDelivery {
  static final Duration ONE_TRY = Duration.ofSeconds(45);
  static final Duration ALL_TRIES = Duration.ofHours(1);
  static final String UNDELIVERED = "UNDELIVERED";

  private final ResultActivity activity =
      Workflow.newActivityStub(
          ResultActivity.class,
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

  @Override
  public void run(Result result) {
    List<String> undelivered = new ArrayList<>();
    List<Promise<Void>> deliveries =
        result.channels().stream()
            .distinct()
            .map(channel -> Async.procedure(() -> deliver(result, channel, undelivered)))
            .toList();
    deliveries.forEach(Promise::get);
    if (!undelivered.isEmpty()) {
      throw ApplicationFailure.newNonRetryableFailure(
          "The result of "
              + result.key().workflowId()
              + " did not reach "
              + String.join("; ", undelivered)
              + ". Mend the channel, try it with `reveille alert test`, and read the result with"
              + " `reveille show`.",
          UNDELIVERED);
    }
  }

  private void deliver(Result result, String channel, List<String> undelivered) {
    try {
      activity.deliver(result, channel);
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure cancelled) {
        throw cancelled;
      }
      String why = LastWords.of(failure);
      undelivered.add("'" + channel + "' (" + why + ")");
      activity.lost(result, channel, why);
    }
  }
}
