package dev.reveille.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reveille.cli.command.Commands;
import dev.reveille.cli.session.Surroundings;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.drill.ProviderScript;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.worker.ReveilleWorker;
import dev.reveille.worker.WorkerSettings;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds of workers that poll side by side, and which of them new runs are given to. */
class GatedBuildsTest {
  private static final String DEPLOYMENT = "agents";

  @TempDir Path root;

  private Rig rig;
  private final List<ReveilleWorker> workers = new ArrayList<>();

  @BeforeEach
  void jobs_for_both_kinds_of_session() throws Exception {
    rig = Rig.in(root, ProviderScript.pleasant().tool("ls").latency(Duration.ofSeconds(2)));
    rig.folder.write(
        "jobs/nightly.yaml",
        """
        name: nightly
        schedule: {kind: every, every: 24h}
        payload: {kind: agentTurn, message: "Do the work."}
        permissions: allow
        boot: {timeout: 3s}
        env: {DRILL_AGENT: {fromEnv: HOW_ISOLATED_AGENTS_BOOT}}
        """);
    rig.folder.write(
        "jobs/desk.yaml",
        """
        name: desk
        sessionTarget: main
        schedule: {kind: every, every: 24h}
        payload: {kind: systemEvent, text: "Good morning."}
        boot: {timeout: 3s}
        """);
  }

  @AfterEach
  void stop() {
    workers.forEach(ReveilleWorker::close);
    rig.close();
  }

  @Test
  void a_build_is_gated_by_its_own_boots_and_only_then_given_new_runs() throws Exception {
    polls("one", "--offer-tool");
    JsonNode first = gate(0, "one", "--samples", "1", "--promote");
    assertThat(first.at("/turns/0/verdict").asText()).isEqualTo("OK");
    assertThat(first.at("/turns/0/toolsReturned").asInt()).isPositive();
    assertThat(first.path("deployment").asText()).contains("was workers without versions before");
    assertThat(current()).isEqualTo("one");

    rig.apply();
    RunKey underWay = rig.start("nightly");
    rig.awaitEvent(underWay, EventType.EXECUTE_STARTED);
    polls("two", "--offer-tool");
    JsonNode second = gate(0, "two", "--samples", "1", "--no-turn", "--promote");
    assertThat(second.path("against").asText()).isEqualTo("build agents one, in turn");
    assertThat(current()).isEqualTo("two");
    assertThat(rig.awaitEnd(underWay).verdict()).isEqualTo("OK");
    assertThat(buildOf(underWay)).isEqualTo("one");

    polls("hanging", "--hang session/new");
    JsonNode third =
        gate(1, "hanging", "--samples", "2", "--no-turn", "--ramp", "50", "--rollback");
    assertThat(cell(third, "isolated").at("/now/timedOut").asInt()).isEqualTo(2);
    assertThat(cell(third, "isolated").at("/now/endedIn/0").asText()).isEqualTo("session");
    assertThat(cell(third, "isolated").at("/before/ready").asInt()).isEqualTo(2);
    assertThat(cell(third, "main").path("passed").asBoolean()).isTrue();
    assertThat(third.path("deployment").asText()).contains("nothing to roll back");
    assertThat(current()).isEqualTo("two");
  }

  /** Starts a worker of a build; the gate waits until the server knows it. */
  private void polls(String build, String agentFlags) throws Exception {
    FolderReading reading = rig.folder.read();
    Path data = Files.createDirectories(root.resolve("data-" + build));
    WorkerSettings settings =
        new WorkerSettings(
            rig.server.namespace(),
            data,
            rig.runtime,
            WorkerSetup.SEATS,
            Duration.ofSeconds(1),
            reading.settings().providers(),
            reading.settings().channels(),
            name -> secret(name, agentFlags),
            new WorkerSettings.Deployment(DEPLOYMENT, build),
            null);
    workers.add(ReveilleWorker.start(rig.server.stubs(), settings, rig.log, rig.log));
  }

  private static @Nullable String secret(String name, String agentFlags) {
    return switch (name) {
      case JobFolderOnDisk.KEY -> JobFolderOnDisk.SECRET;
      case "HOW_ISOLATED_AGENTS_BOOT" -> agentFlags;
      default -> null;
    };
  }

  private JsonNode gate(int exit, String build, String... more) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> args = new ArrayList<>(List.of("gate", "-o", "json"));
    args.addAll(List.of("--dir", rig.folder.dir().toString(), "--data", rig.data.toString()));
    args.addAll(List.of("--address", rig.server.target()));
    args.addAll(List.of("--deployment", DEPLOYMENT, "--build-id", build));
    args.addAll(List.of(more));
    int code =
        Commands.run(
            args.toArray(String[]::new),
            new Surroundings(
                Map.of("HOME", root.toString()),
                root,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false));
    assertThat(code).as(out.toString(StandardCharsets.UTF_8) + err).isEqualTo(exit);
    return new ObjectMapper().readTree(out.toByteArray());
  }

  private static JsonNode cell(JsonNode report, String target) {
    return StreamSupport.stream(report.path("cells").spliterator(), false)
        .filter(cell -> cell.path("target").asText().equals(target))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + target + " in " + report));
  }

  private String current() {
    return rig.server
        .stubs()
        .blockingStub()
        .describeWorkerDeployment(
            DescribeWorkerDeploymentRequest.newBuilder()
                .setNamespace(rig.server.namespace())
                .setDeploymentName(DEPLOYMENT)
                .build())
        .getWorkerDeploymentInfo()
        .getRoutingConfig()
        .getCurrentDeploymentVersion()
        .getBuildId();
  }

  private String buildOf(RunKey run) {
    return rig.server
        .stubs()
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(rig.server.namespace())
                .setExecution(
                    WorkflowExecution.newBuilder()
                        .setWorkflowId(run.workflowId())
                        .setRunId(run.runId()))
                .build())
        .getWorkflowExecutionInfo()
        .getVersioningInfo()
        .getDeploymentVersion()
        .getBuildId();
  }
}
