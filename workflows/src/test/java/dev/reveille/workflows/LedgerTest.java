package dev.reveille.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final TestWorkflowEnvironment environment =
      TestWorkflowEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setInitialTime(Definitions.DUE)
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build())
              .build());
  private final ScriptedLooks looks = new ScriptedLooks();
  private final Ledger ledger =
      environment
          .getWorkflowClient()
          .newWorkflowStub(
              Ledger.class,
              WorkflowOptions.newBuilder()
                  .setWorkflowId(Queues.ledger("desk"))
                  .setTaskQueue(Queues.RUN)
                  .build());

  @BeforeEach
  void start() {
    Worker worker = environment.newWorker(Queues.RUN);
    worker.registerWorkflowImplementationTypes(LedgerImpl.class);
    worker.registerActivitiesImplementations(looks);
    environment.start();
  }

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void it_looks_three_times_a_minute() {
    begin();
    environment.sleep(Duration.ofHours(1));
    assertThat(looks.taken).hasSizeBetween(178, 182);
    assertThat(looks.taken)
        .allSatisfy(look -> assertThat(look.owner()).isEqualTo("desk"))
        .allSatisfy(look -> assertThat(look.since()).isEqualTo(Definitions.DUE));
  }

  @Test
  void what_is_left_of_a_look_follows_at_once() {
    looks.parts = 4;
    begin();
    environment.sleep(Duration.ofSeconds(5));
    assertThat(looks.taken)
        .extracting(LedgerActivity.Look::after)
        .containsExactly(0L, 7L, 14L, 21L);
  }

  @Test
  void jobs_that_leave_are_handed_on_once_and_make_it_look_at_once() {
    begin();
    environment.sleep(Duration.ofSeconds(5));
    looks.failing = 2;
    ledger.leaving(List.of("tick"));
    environment.sleep(Duration.ofSeconds(10));
    assertThat(looks.taken)
        .extracting(LedgerActivity.Look::leaving)
        .containsExactly(List.of(), List.of("tick"));
    environment.sleep(Duration.ofSeconds(30));
    assertThat(looks.taken.get(2).leaving()).isEmpty();
  }

  private void begin() {
    WorkflowClient.start(ledger::run, new Ledger.Keeping("desk", Definitions.DUE, List.of()));
  }
}
