package dev.reveille.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.Trigger;
import dev.reveille.domain.settings.Provider;
import dev.reveille.drill.AnsweredModel;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.workflows.Attributes;
import dev.reveille.workflows.JobRun;
import dev.reveille.workflows.Payloads;
import dev.reveille.workflows.Queues;
import dev.reveille.workflows.testing.DevServer;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole worker: the real server, real processes, the drill provider behind the gateway. */
class ReveilleWorkerTest {
  private static final String SWAPPED = "The words of a model that nobody asked. ".repeat(10);

  @TempDir static Path folder;

  private static DevServer server;
  private static DrillProvider provider;
  private static DrillProvider swapping;
  private static DrillProvider nameless;
  private static DrillProvider crowded;
  private static JdbcRunLog log;
  private static ReveilleWorker worker;
  private static WorkflowClient client;

  @BeforeAll
  static void start() throws Exception {
    server = DevServer.start(searchAttributes());
    provider = DrillProvider.start(ProviderScript.pleasant());
    swapping =
        DrillProvider.start(
            ProviderScript.pleasant().model(AnsweredModel.fixed("parade-mini")).text(SWAPPED));
    nameless =
        DrillProvider.start(ProviderScript.pleasant().model(AnsweredModel.absent()).text(SWAPPED));
    crowded = DrillProvider.start(ProviderScript.pleasant().failFirst(1, 503).retryAfter(9));
    Path data = Files.createDirectories(folder.resolve("data"));
    log = RunLogs.open(RunLogSettings.sqlite(data));
    worker =
        ReveilleWorker.start(
            server.stubs(),
            new WorkerSettings(
                server.namespace(),
                data,
                Files.createTempDirectory("rv"),
                4,
                Duration.ofSeconds(5),
                Map.of(
                    "drill",
                    at("drill", provider),
                    "swapping",
                    at("swapping", swapping),
                    "nameless",
                    at("nameless", nameless),
                    "crowded",
                    at("crowded", crowded)),
                Map.of(),
                name -> null,
                null,
                null),
            log,
            log);
    client =
        WorkflowClient.newInstance(
            server.stubs(),
            WorkflowClientOptions.newBuilder()
                .setNamespace(server.namespace())
                .setDataConverter(Payloads.converter())
                .build());
  }

  @AfterAll
  static void stop() {
    worker.close();
    log.close();
    provider.close();
    swapping.close();
    nameless.close();
    crowded.close();
    server.close();
  }

  private static Provider at(String name, DrillProvider address) {
    return new Provider(
        name,
        Provider.Api.OPENAI,
        URI.create(address.address()),
        null,
        Provider.Auth.KEY,
        null,
        false,
        0,
        Map.of(),
        null,
        Provider.Rate.UNLIMITED,
        Map.of());
  }

  private static String[] searchAttributes() {
    return Attributes.ALL.entrySet().stream()
        .flatMap(
            entry ->
                List.of(
                    "--search-attribute",
                    entry.getKey()
                        + "="
                        + switch (entry.getValue()) {
                          case INDEXED_VALUE_TYPE_KEYWORD_LIST -> "KeywordList";
                          case INDEXED_VALUE_TYPE_INT -> "Int";
                          default -> "Keyword";
                        })
                    .stream())
        .toArray(String[]::new);
  }

  private static WorkflowStub run(JobDefinition definition) {
    WorkflowStub run =
        client.newUntypedWorkflowStub(
            JobRun.TYPE,
            WorkflowOptions.newBuilder()
                .setWorkflowId(definition.id() + "-" + UUID.randomUUID())
                .setTaskQueue(Queues.RUN)
                .build());
    run.start(
        new JobRun.Input(
            JobRun.Input.VERSION,
            definition,
            definition.digest(),
            Trigger.MANUAL,
            Instant.now(),
            0,
            List.of()));
    return run;
  }

  private static RunView view(WorkflowStub run) {
    RunKey key = new RunKey(run.getExecution().getWorkflowId(), run.getExecution().getRunId());
    return log.find(key, 10_000).orElseThrow();
  }

  @Test
  void an_agent_turn_is_booted_and_executed_through_the_gateway() throws Exception {
    WorkflowStub run = run(Drilled.agentTurn(folder, "good", ""));

    JobRun.Result result = run.getResult(JobRun.Result.class);

    RunView view = view(run);
    assertThat(result.verdict()).isEqualTo("OK");
    assertThat(view.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(view.model())
        .satisfies(
            model -> {
              assertThat(model.calls()).isPositive();
              assertThat(model.verified()).isTrue();
              assertThat(model.answered()).containsExactly("parade-1");
              assertThat(model.perCall()).hasSize(model.calls());
            });
    assertThat(result.model())
        .satisfies(
            model -> {
              assertThat(model.verified()).isTrue();
              assertThat(model.calls()).isPositive();
            });
    assertThat(result.answered()).containsExactly("parade-1");
    assertThat(view.findings()).isEmpty();
    assertThat(view.output()).satisfies(output -> assertThat(output.bytes()).isGreaterThan(200));
    assertThat(view.events())
        .extracting("event")
        .contains(
            EventType.TRIGGERED,
            EventType.BOOT_STARTED,
            EventType.BOOT_READY,
            EventType.EXECUTE_STARTED,
            EventType.EFFECT,
            EventType.EXECUTE_FINISHED,
            EventType.SETTLED);
  }

  @Test
  void a_boot_that_hangs_is_cut_three_times_and_named_by_its_stage() {
    JobDefinition hangs =
        Drilled.agentTurn(
            folder, "hangs", "--hang session/new", Duration.ofSeconds(2), 3, Isolation.Kind.AUTO);
    WorkflowStub run = run(hangs);

    assertThatThrownBy(() -> run.getResult(JobRun.Result.class))
        .isInstanceOf(WorkflowFailedException.class)
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo("BOOT_TIMEOUT");
              assertThat(failure.getOriginalMessage()).contains("stage session");
            });
    RunView view = view(run);
    assertThat(view.events().stream().filter(e -> e.event() == EventType.BOOT_TIMEOUT)).hasSize(3);
    assertThat(view.events()).extracting("event").doesNotContain(EventType.EXECUTE_STARTED);
  }

  @Test
  void a_script_sees_what_lies_beside_it_and_not_the_rest_of_its_folder() throws Exception {
    Path agents = Files.createDirectories(folder.resolve("agents"));
    Files.writeString(agents.resolve("words.txt"), "the words beside it");
    Files.writeString(folder.resolve("elsewhere.txt"), "not for agents");
    Path script = agents.resolve("say.sh");
    Files.writeString(
        script,
        "cat \"$(dirname \"$0\")/words.txt\"; cat \"$(dirname \"$0\")/../elsewhere.txt\" 2>&1 || true\n");

    WorkflowStub run = run(Drilled.script(folder, "script", "sh", "agents/say.sh"));
    assertThat(failure(run).getType())
        .as("it asked no model, so nothing shows that it did what it was for")
        .isEqualTo("NO_EVIDENCE");
    assertThat(view(run).output())
        .satisfies(
            output ->
                assertThat(output.text())
                    .contains("the words beside it")
                    .doesNotContain("not for agents"));
  }

  @ParameterizedTest
  @CsvSource({"error, EXECUTE_FAILED", "text, EXECUTE_FINISHED"})
  void another_model_that_answers_fails_the_run_and_is_shown_everywhere(
      String refusal, EventType turnEnds) {
    WorkflowStub run =
        run(
            pinned(
                "swapped-" + refusal,
                "--refusal " + refusal,
                ModelPin.strict(ModelRef.parse("swapping/parade-1"))));

    ApplicationFailure failure = failure(run);

    assertThat(failure.getType()).isEqualTo("MODEL_MISMATCH");
    assertThat(failure.getOriginalMessage())
        .contains("swapping answered as 'parade-mini' where 'parade-1' was asked for");
    RunView view = view(run);
    assertThat(view.verdict()).isEqualTo("MODEL_MISMATCH");
    assertThat(view.events()).extracting("event").contains(turnEnds);
    assertThat(view.findings()).extracting("code").containsExactly("MODEL_MISMATCH");
    assertThat(view.model())
        .satisfies(
            model -> {
              assertThat(model.verified()).isFalse();
              assertThat(model.answered()).containsExactly("parade-mini");
              assertThat(model.perCall())
                  .extracting(RunView.Call::judgement)
                  .containsOnly(CallJudgement.MISMATCH);
            });
    assertThat(view.execute()).satisfies(turn -> assertThat(turn.attempts()).isEqualTo(1));
    assertThat(String.valueOf(view.output())).doesNotContain("nobody asked");
    var attributes = run.describe().getTypedSearchAttributes();
    assertThat(attributes.get(Attributes.VERDICT)).isEqualTo("MODEL_MISMATCH");
    assertThat(attributes.get(Attributes.ANSWERED)).containsExactly("parade-mini");
  }

  @Test
  void an_answer_that_names_no_model_fails_the_run_or_warns_as_the_job_says() throws Exception {
    ModelRef model = ModelRef.parse("nameless/parade-1");
    WorkflowStub strict = run(pinned("nameless", "", ModelPin.strict(model)));
    WorkflowStub warned =
        run(
            pinned(
                "nameless-warned",
                "",
                new ModelPin(
                    model,
                    ModelPin.Policy.STRICT,
                    List.of(),
                    Map.of(),
                    ModelPin.Unverified.WARN,
                    Set.of(),
                    ModelPin.PATIENCE)));

    assertThat(failure(strict).getType()).isEqualTo("MODEL_UNVERIFIED");
    assertThat(view(strict).model()).satisfies(m -> assertThat(m.verified()).isFalse());
    assertThat(warned.getResult(JobRun.Result.class).verdict()).isEqualTo("OK");
    assertThat(view(warned).model()).satisfies(m -> assertThat(m.verified()).isFalse());
    assertThat(view(warned).findings()).extracting("code").containsExactly("MODEL_UNVERIFIED");
  }

  @Test
  void a_substitute_of_a_provider_that_this_worker_does_not_know_fails_the_boot() {
    ModelPin pin =
        new ModelPin(
            ModelRef.parse("drill/parade-1"),
            ModelPin.Policy.SUBSTITUTES,
            List.of(ModelRef.parse("elsewhere/parade-1")),
            Map.of(),
            ModelPin.Unverified.FAIL,
            Set.of(),
            ModelPin.PATIENCE);

    ApplicationFailure failure = failure(run(pinned("unknown-substitute", "", pin)));

    assertThat(failure.getType()).isEqualTo("BOOT_FAILED");
    assertThat(failure.getOriginalMessage()).contains("provider 'elsewhere'");
  }

  @Test
  void an_overloaded_provider_ends_the_impatient_and_puts_the_boots_of_others_off()
      throws Exception {
    ModelPin pin = ModelPin.strict(ModelRef.parse("crowded/parade-1"));
    ApplicationFailure impatient =
        failure(run(pinned("impatient", "", pin.patience(Duration.ZERO))));
    WorkflowStub patient = run(pinned("patient", "", pin));

    assertThat(impatient.getType()).isEqualTo("PROVIDER_OVERLOAD");
    assertThat(impatient.getOriginalMessage()).contains("it answers 503", "was sent once");
    assertThat(patient.getResult(JobRun.Result.class).verdict()).isEqualTo("OK");
    RunView view = view(patient);
    assertThat(view.deferred())
        .isEqualTo(
            "The provider crowded takes no requests: it answers 503, and asks to be left alone for"
                + " 9 s.");
    assertThat(requireNonNull(view.boot()).attempts()).isEqualTo(1);
    assertThat(view.events())
        .extracting(RunView.Event::event)
        .containsSubsequence(EventType.QUEUED, EventType.DEFERRED, EventType.BOOT_STARTED);
    assertThat(crowded.requests()).hasSize(2);
  }

  private static JobDefinition pinned(String id, String flags, ModelPin pin) {
    return Drilled.pinned(folder, id, flags, pin);
  }

  private static ApplicationFailure failure(WorkflowStub run) {
    try {
      run.getResult(JobRun.Result.class);
    } catch (WorkflowFailedException e) {
      return (ApplicationFailure) requireNonNull(e.getCause());
    }
    throw new AssertionError("the run was green: " + view(run));
  }

  @Test
  void a_command_that_fails_is_red_with_its_exit_code_and_last_words() {
    WorkflowStub run =
        run(Drilled.command(folder, "broken", "sh", "-c", "echo no such table >&2; exit 3"));

    assertThatThrownBy(() -> run.getResult(JobRun.Result.class))
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo("EXECUTE_FAILED");
              assertThat(failure.getOriginalMessage()).contains("exit code 3", "no such table");
            });
    assertThat(view(run).execute())
        .satisfies(execute -> assertThat(execute.exitCode()).isEqualTo(3));
  }
}
