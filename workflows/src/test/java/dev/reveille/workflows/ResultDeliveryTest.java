package dev.reveille.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.run.RunKey;
import dev.reveille.workflows.ResultDelivery.Result;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResultDeliveryTest {
  private TestWorkflowEnvironment environment;
  private ScriptedResults channels;

  @BeforeEach
  void open() {
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
    channels = new ScriptedResults(environment::currentTimeMillis);
    Worker worker = environment.newWorker(Queues.RUN);
    worker.registerWorkflowImplementationTypes(ResultDeliveryImpl.class);
    worker.registerActivitiesImplementations(channels);
    environment.start();
  }

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void a_channel_that_is_down_for_ten_minutes_gets_the_result_once() {
    channels.dead.add("team");
    channels.backAt = environment.currentTimeMillis() + Duration.ofMinutes(10).toMillis();

    deliver("team", "mail", "team");

    assertThat(channels.delivered).containsExactly("mail nightly-1", "team nightly-1");
    assertThat(channels.lost).isEmpty();
  }

  @Test
  void a_dead_channel_holds_up_no_other_and_its_loss_is_recorded_and_fails_the_delivery() {
    channels.dead.add("team");

    assertThatThrownBy(() -> deliver("team", "mail"))
        .isInstanceOf(WorkflowFailedException.class)
        .cause()
        .hasMessageContaining("did not reach 'team' (it answers 503)")
        .hasMessageContaining("reveille alert test")
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo("UNDELIVERED"));
    assertThat(channels.delivered).containsExactly("mail nightly-1");
    assertThat(channels.lost).containsExactly("team: it answers 503");
  }

  @Test
  void what_cannot_get_better_is_not_tried_again() {
    channels.refusing.add("team");

    assertThatThrownBy(() -> deliver("team")).isInstanceOf(WorkflowFailedException.class);

    assertThat(channels.tries).hasValue(1);
    assertThat(channels.lost).containsExactly("team: it answers 404");
  }

  private void deliver(String... to) {
    environment
        .getWorkflowClient()
        .newWorkflowStub(
            ResultDelivery.class, WorkflowOptions.newBuilder().setTaskQueue(Queues.RUN).build())
        .run(
            new Result(
                new RunKey("nightly-1", "r1"),
                "night-desk",
                "nightly",
                "Nightly plan",
                Definitions.DUE,
                List.of(to),
                AlertPolicy.USUAL));
  }
}
