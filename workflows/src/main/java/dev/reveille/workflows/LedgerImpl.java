package dev.reveille.workflows;

import dev.reveille.domain.Spoken;
import dev.reveille.workflows.LedgerActivity.Look;
import dev.reveille.workflows.LedgerActivity.Looked;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks every {@link #PERIOD}; all that is known lies in the run log, so that a look may be lost or
 * made twice. Endless and upgraded in flight, so a change of its commands needs {@code
 * Workflow.getVersion}.
 */
public class LedgerImpl implements Ledger {
  static final Duration PERIOD = Duration.ofSeconds(20);

  private static final Duration ONE_LOOK = Duration.ofSeconds(45);

  private final List<String> leaving = new ArrayList<>();
  private boolean asked;
  private final LedgerActivity activity =
      Workflow.newActivityStub(
          LedgerActivity.class,
          ActivityOptions.newBuilder()
              .setTaskQueue(Queues.RUN)
              .setStartToCloseTimeout(ONE_LOOK)
              .setRetryOptions(
                  RetryOptions.newBuilder()
                      .setInitialInterval(Duration.ofSeconds(1))
                      .setBackoffCoefficient(2)
                      .setMaximumInterval(Duration.ofSeconds(10))
                      .build())
              .build());

  @Override
  public void leaving(List<String> jobs) {
    leaving.addAll(jobs);
    asked = true;
  }

  @Override
  public void run(Keeping keeping) {
    leaving.addAll(0, keeping.leaving());
    long after = 0;
    while (!Workflow.getInfo().isContinueAsNewSuggested()) {
      List<String> told = List.copyOf(leaving);
      asked = false;
      Looked looked = activity.look(new Look(keeping.owner(), keeping.since(), told, after));
      leaving.subList(0, told.size()).clear();
      after = looked.after();
      if (!looked.more()) {
        Workflow.setCurrentDetails(
            "Watches the slots of " + Spoken.count(looked.watched(), "job") + ".");
        Workflow.await(PERIOD, () -> asked);
      }
    }
    Workflow.continueAsNew(new Keeping(keeping.owner(), keeping.since(), leaving));
  }
}
