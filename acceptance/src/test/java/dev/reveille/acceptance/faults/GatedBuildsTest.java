package dev.reveille.acceptance.faults;

import static dev.reveille.acceptance.cli.GateCall.cell;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.acceptance.cli.GateCall;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.drill.ProviderScript;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.worker.ReveilleWorker;
import dev.reveille.worker.WorkerSettings;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.deployment.v1.RoutingConfig;
import io.temporal.api.deployment.v1.WorkerDeploymentInfo;
import io.temporal.api.enums.v1.RoutingConfigUpdateState;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  /** Builds whose isolated agents hang in their boot, as of now. */
  private final Set<String> broken = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void jobs_for_both_kinds_of_session() throws Exception {
    rig = Rig.in(root, ProviderScript.pleasant().tool("ls"));
    rig.folder.write(
        "jobs/nightly.yaml",
        """
        name: nightly
        schedule: {kind: every, every: 24h}
        payload: {kind: agentTurn, message: "Do the work."}
        permissions: allow
        boot: {timeout: 4s, warnAt: 95%}
        env: {DRILL_AGENT: {fromEnv: HOW_ISOLATED_AGENTS_BOOT}}
        """);
    rig.folder.write(
        "jobs/desk.yaml",
        """
        name: desk
        sessionTarget: main
        schedule: {kind: every, every: 24h}
        payload: {kind: systemEvent, text: "Good morning."}
        boot: {timeout: 4s, warnAt: 95%}
        """);
    rig.folder.shell(
        "held", "until [ -e " + go() + " ]; do sleep 0.1; done", "overlap: allowAll\n");
  }

  @AfterEach
  void stop() {
    workers.forEach(ReveilleWorker::close);
    rig.close();
  }

  @Test
  void new_runs_follow_the_gate_and_those_under_way_stay_on_their_build() throws Exception {
    polls("one");
    JsonNode first = gate(0, "one", "--samples", "1", "--promote");
    assertThat(first.at("/turns/0/verdict").asText()).isEqualTo("OK");
    assertThat(first.at("/turns/0/toolsReturned").asInt()).isPositive();
    assertThat(first.path("deployment").asText()).contains("was workers without versions before");
    assertThat(current()).isEqualTo("one");

    rig.apply();
    Map<String, RunKey> underWay = new LinkedHashMap<>();
    underWay.put("one", held());
    polls("two");
    JsonNode second = gate(0, "two", "--samples", "1", "--no-turn", "--promote");
    assertThat(second.path("against").asText()).isEqualTo("build agents one, in turn");
    assertThat(current()).isEqualTo("two");
    underWay.put("two", held());

    broken.add("three");
    polls("three");
    JsonNode stopped =
        gate(1, "three", "--samples", "1", "--no-turn", "--ramp", "50", "--rollback");
    assertThat(cell(stopped, "isolated").at("/now/timedOut").asInt()).isEqualTo(1);
    assertThat(cell(stopped, "isolated").at("/now/endedIn/0").asText()).isEqualTo("session");
    assertThat(cell(stopped, "isolated").at("/before/ready").asInt()).isEqualTo(1);
    assertThat(cell(stopped, "main").path("passed").asBoolean()).isTrue();
    assertThat(stopped.path("deployment").asText()).contains("nothing to roll back");
    assertThat(current()).isEqualTo("two");
    assertThat(ramping()).isEmpty();

    broken.clear();
    JsonNode ramped = gate(0, "three", "--samples", "1", "--no-turn", "--ramp", "100");
    assertThat(ramped.path("deployment").asText()).contains("100 % of new runs go to agents three");
    assertThat(current()).isEqualTo("two");
    assertThat(ramping()).isEqualTo("three 100");
    underWay.put("three", held());

    broken.add("three");
    JsonNode ended = gate(1, "three", "--samples", "1", "--no-turn", "--rollback");
    assertThat(ended.path("deployment").asText()).contains("takes no new runs any more");
    assertThat(ramping()).isEmpty();
    assertThat(buildOf(held())).isEqualTo("two");

    broken.add("two");
    JsonNode back = gate(1, "two", "--samples", "1", "--no-turn", "--rollback");
    assertThat(back.path("deployment").asText()).startsWith("new runs go back to agents one;");
    assertThat(current()).isEqualTo("one");
    assertThat(buildOf(held())).isEqualTo("one");

    Files.createFile(go());
    for (Map.Entry<String, RunKey> run : underWay.entrySet()) {
      assertThat(rig.awaitEnd(run.getValue()).verdict()).as(run.getKey()).isEqualTo("OK");
      assertThat(buildOf(run.getValue())).isEqualTo(run.getKey());
    }
  }

  private Path go() {
    return root.resolve("go");
  }

  /** A run that has begun its work, and goes on with it until all may end. */
  private RunKey held() {
    RunKey run = rig.start("held");
    rig.awaitEvent(run, EventType.EXECUTE_STARTED);
    return run;
  }

  /** Starts a worker of a build; the gate waits until the server knows it. */
  private void polls(String build) throws Exception {
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
            name -> secret(name, build),
            new WorkerSettings.Deployment(DEPLOYMENT, build),
            null);
    workers.add(ReveilleWorker.start(rig.server.stubs(), settings, rig.log, rig.log));
  }

  private @Nullable String secret(String name, String build) {
    return switch (name) {
      case JobFolderOnDisk.KEY -> JobFolderOnDisk.SECRET;
      case "HOW_ISOLATED_AGENTS_BOOT" ->
          broken.contains(build) ? "--hang session/new" : "--offer-tool";
      default -> null;
    };
  }

  private JsonNode gate(int exit, String build, String... more) throws Exception {
    List<String> args = new ArrayList<>(List.of("--deployment", DEPLOYMENT, "--build-id", build));
    args.addAll(List.of(more));
    return new GateCall(rig.folder.dir(), rig.data, rig.server.target())
        .run(exit, args.toArray(String[]::new));
  }

  private String current() {
    return routing().getCurrentDeploymentVersion().getBuildId();
  }

  /** A build and its share in percent; empty for none. */
  private String ramping() {
    String build = routing().getRampingDeploymentVersion().getBuildId();
    return build.isEmpty() ? "" : build + " " + Math.round(routing().getRampingVersionPercentage());
  }

  /** As all task queues know it: a run started now goes this way. */
  private RoutingConfig routing() {
    WorkerDeploymentInfo info =
        rig.server
            .stubs()
            .blockingStub()
            .describeWorkerDeployment(
                DescribeWorkerDeploymentRequest.newBuilder()
                    .setNamespace(rig.server.namespace())
                    .setDeploymentName(DEPLOYMENT)
                    .build())
            .getWorkerDeploymentInfo();
    assertThat(info.getRoutingConfigUpdateState())
        .isEqualTo(RoutingConfigUpdateState.ROUTING_CONFIG_UPDATE_STATE_COMPLETED);
    return info.getRoutingConfig();
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
