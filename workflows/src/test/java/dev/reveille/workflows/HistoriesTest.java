package dev.reveille.workflows;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays a committed history of each shape of run: a change of {@code JobRunImpl} that would break
 * runs under way fails here. Histories of earlier versions stay; new ones are recorded, into new
 * files, with {@code ./mvnw test -pl workflows -am -Dtest=HistoriesTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dhistories.record=v2} ({@code v2} begins the names of
 * the files); those of the workflows beside the runs with {@code -Dhistories.recordSide=v2}.
 */
class HistoriesTest {
  /** A machine that is busy with other tests may give a replay no processor for a second. */
  private static final WorkerOptions PATIENT =
      WorkerOptions.newBuilder()
          .setDefaultDeadlockDetectionTimeout(Duration.ofSeconds(30).toMillis())
          .build();

  private static final Path FOLDER = Path.of("src", "test", "resources", "histories");

  static List<Path> histories() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("histories")
  void a_committed_history_replays(Path file) {
    assertThatNoException().isThrownBy(() -> replay(file, JobRunImpl.class));
  }

  static List<Path> sideHistories() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER).filter(Files::isDirectory)) {
      return files
          .flatMap(folder -> Stream.of(requireNonNull(folder.toFile().listFiles())))
          .map(File::toPath)
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sideHistories")
  void a_committed_history_of_a_workflow_beside_the_runs_replays(Path file) {
    Class<?> implementation =
        requireNonNull(
            SideHistories.WORKFLOWS.get(FOLDER.relativize(file).getName(0).toString()),
            "no workflow has this folder");
    assertThatNoException().isThrownBy(() -> replay(file, implementation));
  }

  @Test
  void a_change_that_breaks_runs_under_way_is_caught() {
    assertThatThrownBy(() -> replay(FOLDER.resolve("v1-good.json"), Hasty.class))
        .hasMessageContaining("query failure for workflow_id");
  }

  /** A JobRun that forgot its steps. */
  public static final class Hasty implements JobRun {
    @Override
    public void granted(SessionQueue.Grant grant) {}

    @Override
    public Result run(Input input) {
      return new Result(
          "OK", "Done without doing anything.", null, null, List.of(), null, List.of(), null);
    }
  }

  private static void replay(Path file, Class<?> implementation) throws Exception {
    WorkflowExecutionHistory history = WorkflowExecutionHistory.fromJson(Files.readString(file));
    try (TestWorkflowEnvironment environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build())) {
      Worker worker = environment.newWorker(Queues.RUN, PATIENT);
      worker.registerWorkflowImplementationTypes(implementation);
      WorkflowReplayer.replayWorkflowExecution(history, worker);
    }
  }

  @Test
  void every_shape_of_run_has_a_history() throws IOException {
    assertThat(
            histories().stream()
                .map(file -> file.getFileName().toString().replaceFirst("^v[0-9]+-", "")))
        .containsAll(HistoryRecorder.SHAPES.stream().map(shape -> shape + ".json").toList());
  }

  @Test
  void every_shape_of_the_workflows_beside_the_runs_has_a_history() throws IOException {
    List<String> shapes =
        SideHistories.SHAPES.entrySet().stream()
            .flatMap(entry -> entry.getValue().stream().map(shape -> entry.getKey() + "/" + shape))
            .toList();
    assertThat(
            sideHistories().stream()
                .map(file -> FOLDER.relativize(file).toString().replaceFirst("/v[0-9]+-", "/"))
                .map(name -> name.replace(".json", "")))
        .containsAll(shapes);
  }

  @Test
  @EnabledIfSystemProperty(named = "histories.record", matches = "v[0-9]+")
  void record() throws Exception {
    HistoryRecorder.record(FOLDER, System.getProperty("histories.record"));
  }

  @Test
  @EnabledIfSystemProperty(named = "histories.recordSide", matches = "v[0-9]+")
  void recordSide() throws Exception {
    SideHistories.record(FOLDER, System.getProperty("histories.recordSide"));
  }
}
