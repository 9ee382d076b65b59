package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.run.FailureType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one JSON form of a run, field by field, and the documents of the other commands. */
@Order(1)
class JsonFormTest {
  private static final String DAILY = "schedule: {kind: cron, expr: '0 22 * * *', tz: UTC}\n";

  /** Temporal's SDK with what it needs, Jackson, and three modules of ours. */
  private static final List<String> BROUGHT_BY_THE_STARTER =
      List.of(
          "HdrHistogram",
          "animal-sniffer-annotations",
          "annotations",
          "error_prone_annotations",
          "failureaccess",
          "greeter",
          "grpc-api",
          "grpc-context",
          "grpc-core",
          "grpc-inprocess",
          "grpc-netty-shaded",
          "grpc-protobuf",
          "grpc-protobuf-lite",
          "grpc-services",
          "grpc-stub",
          "grpc-util",
          "gson",
          "guava",
          "j2objc-annotations",
          "jackson-annotations",
          "jackson-core",
          "jackson-databind",
          "jackson-dataformat-yaml",
          "jackson-datatype-jdk8",
          "jackson-datatype-jsr310",
          "jspecify",
          "jsr305",
          "listenablefuture",
          "micrometer-commons",
          "micrometer-core",
          "micrometer-observation",
          "nexus-sdk",
          "perfmark-api",
          "proto-google-common-protos",
          "protobuf-java",
          "protobuf-java-util",
          "reveille-domain",
          "reveille-starter",
          "reveille-workflows",
          "slf4j-api",
          "snakeyaml",
          "tally-core",
          "temporal-sdk",
          "temporal-serviceclient");

  @TempDir static Path root;

  private static Product product;
  private static RunningUp up;
  private static JsonNode turn;

  @BeforeAll
  static void start() throws Exception {
    product =
        Product.in(root)
            .write(
                "reveille.yaml",
                """
                owner: forms
                providers: {parade: {kind: drill}}
                defaults: {agent: drill, model: parade/parade-1}
                """)
            .write(
                "jobs/turn.yaml",
                "name: turn\n"
                    + DAILY
                    + "payload: {kind: agentTurn, message: Plan the day., model: parade/parade-2}\n"
                    + "expect: {output: {minChars: 20}, volume: {of: output, minRatio: 0.3}}\n")
            .write(
                "jobs/bad.yaml",
                "name: bad\n" + DAILY + "payload: {kind: command, argv: [sh, -c, exit 7]}\n");
    up = product.up();
    turn = product.call("start", "turn", "--wait", "-o", "json").good().document();
  }

  @AfterAll
  static void stop() throws Exception {
    assertThat(up.end()).isZero();
    product.close();
  }

  @Test
  void a_run_has_every_promised_field() {
    assertThat(turn.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "run",
            "job",
            "due",
            "trigger",
            "target",
            "agent",
            "definition",
            "status",
            "verdict",
            "message",
            "queuedMillis",
            "deferred",
            "boot",
            "execute",
            "model",
            "tools",
            "toolUses",
            "tunnels",
            "output",
            "findings",
            "events",
            "temporal");
    assertThat(turn.path("boot").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "attempts", "millis", "limitMillis", "stages", "exitReason", "exitCode");
    assertThat(turn.path("execute").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("attempts", "millis", "limitMillis", "stopReason", "exitCode");
    assertThat(turn.path("model").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "pinned",
            "answered",
            "substitutes",
            "calls",
            "refused",
            "verified",
            "inputTokens",
            "outputTokens",
            "perCall");
    assertThat(turn.path("tools").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("called", "returned", "failed");
    assertThat(turn.path("output").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("bytes", "text");
    assertThat(turn.path("temporal").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("namespace", "workflowId", "runId");
    assertThat(turn.path("findings")).isNotEmpty();
    for (JsonNode finding : turn.path("findings")) {
      assertThat(finding.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder("code", "severity", "message");
      assertThat(finding.path("severity").asText()).isIn("fail", "warn", "info");
    }
    for (JsonNode event : turn.path("events")) {
      assertThat(event.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder("at", "event", "attempt", "host", "detail");
    }
    for (JsonNode stage : turn.path("boot").path("stages")) {
      assertThat(stage.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder("stage", "at", "millis");
    }
  }

  @Test
  void a_good_agent_turn_says_what_was_seen_and_what_is_still_learned() {
    assertThat(turn.path("status").asText()).isEqualTo("succeeded");
    assertThat(turn.path("verdict").asText()).isEqualTo("OK");
    assertThat(turn.path("trigger").asText()).isEqualTo("manual");
    assertThat(turn.path("target").asText()).isEqualTo("isolated");
    assertThat(turn.path("agent").asText()).isEqualTo("drill");
    assertThat(turn.path("definition").asText()).matches("sha256:[0-9a-f]{64}");
    assertThat(Instant.parse(turn.path("due").asText())).isBefore(Instant.now());
    assertThat(turn.path("queuedMillis").isIntegralNumber()).isTrue();
    assertThat(turn.path("deferred").isNull()).isTrue();
    assertThat(turn.path("boot").path("attempts").asInt()).isEqualTo(1);
    assertThat(turn.path("boot").path("limitMillis").asInt()).isEqualTo(60_000);
    assertThat(turn.path("boot").path("exitReason").isNull()).isTrue();
    assertThat(turn.path("boot").path("stages").findValuesAsText("stage"))
        .contains("spawn", "initialize", "session");
    assertThat(turn.path("execute").path("stopReason").asText()).isEqualTo("end_turn");
    assertThat(turn.path("model").path("pinned").asText())
        .as("the job's own model, not the folder's default")
        .isEqualTo("parade/parade-2");
    assertThat(turn.path("model").path("answered").get(0).asText()).isEqualTo("parade-2");
    assertThat(turn.path("model").path("calls").asInt()).isPositive();
    assertThat(turn.path("model").path("verified").asBoolean()).isTrue();
    assertThat(turn.path("model").path("perCall").findValuesAsText("judgement"))
        .hasSize(turn.path("model").path("calls").asInt())
        .containsOnly("PINNED");
    assertThat(turn.path("findings").findValuesAsText("code")).containsExactly("VOLUME_LEARNING");
    assertThat(turn.path("output").path("bytes").asLong())
        .isEqualTo(turn.path("output").path("text").asText().length());
    assertThat(turn.path("events").findValuesAsText("event"))
        .contains(
            "TRIGGERED", "QUEUED", "BOOT_STARTED", "BOOT_STAGE", "BOOT_READY", "EXECUTE_STARTED");
    assertThat(turn.path("temporal").path("workflowId").asText())
        .isEqualTo(turn.path("run").asText());
  }

  @Test
  void show_and_runs_give_the_run_as_start_gave_it() throws Exception {
    String name = turn.path("run").asText();
    JsonNode shown = product.call("show", name, "-o", "json").good().document();
    JsonNode listed = product.call("runs", "--job", "turn", "-o", "json").good().document();

    for (String field :
        List.of("run", "job", "due", "definition", "verdict", "message", "boot", "model")) {
      assertThat(shown.path(field)).as(field).isEqualTo(turn.path(field));
    }
    assertThat(listed.isArray()).isTrue();
    assertThat(listed.findValuesAsText("job")).containsOnly("turn");
    // Another test of this class starts that job, too.
    assertThat(listed)
        .filteredOn(run -> run.path("run").asText().equals(name))
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.fieldNames())
                  .toIterable()
                  .containsExactlyInAnyOrderElementsOf(() -> turn.fieldNames());
              assertThat(run.path("verdict")).isEqualTo(turn.path("verdict"));
            });
  }

  @Test
  void a_failing_run_exits_with_1_and_still_gives_its_document() throws Exception {
    Said bad = product.call("start", "bad", "--wait", "-o", "json");

    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.document().path("status").asText()).isEqualTo("failed");
    assertThat(bad.document().path("verdict").asText()).isEqualTo("EXECUTE_FAILED");
    assertThat(bad.document().path("execute").path("exitCode").asInt()).isEqualTo(7);
    assertThat(bad.document().path("agent").isNull()).isTrue();
    assertThat(bad.document().path("model").isNull()).isTrue();
    assertThat(product.call("start", "bad", "--wait").code()).isEqualTo(1);
    assertThat(up.ui().workflows("ReveilleVerdict=\"EXECUTE_FAILED\"")).isNotEmpty();
  }

  @Test
  void every_command_for_programs_prints_one_document() throws Exception {
    for (List<String> command :
        List.of(
            List.of("validate"),
            List.of("apply", "--dry-run"),
            List.of("agents"),
            List.of("jobs"),
            List.of("next", "--count", "2"),
            List.of("pause", "turn", "--note", "lunch"),
            List.of("resume", "turn"),
            List.of("version"))) {
      Said said = product.call(json(command));
      assertThat(said.code()).as(command + said.err()).isZero();
      assertThat(said.document().isContainerNode()).as(command.toString()).isTrue();
    }
    Said lines = product.call("logs", turn.path("run").asText(), "-o", "json").good();
    assertThat(lines.out().lines()).isNotEmpty().allMatch(line -> line.startsWith("{"));
  }

  private static String[] json(List<String> command) {
    return java.util.stream.Stream.concat(
            command.stream(), java.util.stream.Stream.of("-o", "json"))
        .toArray(String[]::new);
  }

  @Test
  void a_service_in_a_project_of_its_own_is_given_results_and_failures_with_types()
      throws Exception {
    ServiceProject service = ServiceProject.build(root.resolve("service"));
    JsonNode ready = up.document();

    Said said =
        service.run(ready.path("temporal").asText(), ready.path("namespace").asText(), "turn");

    assertThat(said.good().out().lines())
        .containsSubsequence("created broken", "created greeting", "Good evening.")
        .anyMatch(line -> line.startsWith("greeting: OK Evidence[boot="))
        .contains("broken: EXECUTE_FAILED. " + FailureType.EXECUTE_FAILED.remedy())
        .anyMatch(line -> line.matches("turn: OK .*answered=\\[parade-2.*verified=true.*"))
        .contains(turn.path("output").path("text").asText().lines().findFirst().orElseThrow());
    assertThat(service.jars()).isEqualTo(BROUGHT_BY_THE_STARTER);
  }
}
