package dev.reveille.acceptance.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.Trigger;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.runlog.RunReader;
import dev.reveille.starter.Namespaces;
import dev.reveille.starter.ScheduleApply;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.files.JobFolder;
import dev.reveille.worker.ReveilleWorker;
import dev.reveille.worker.WorkerSettings;
import dev.reveille.workflows.testing.DevServer;
import io.temporal.client.schedules.ScheduleClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents from npm, in bubblewrap, on a schedule, really using their shell tool. */
class RealAgentsTest {
  private static final String SECRET = "drill-key-that-no-agent-sees";

  @TempDir static Path folder;

  private static DevServer server;
  private static DrillProvider provider;
  private static JdbcRunLog log;
  private static ReveilleWorker worker;
  private static FolderReading reading;

  @BeforeAll
  static void start() throws Exception {
    InstalledAgents.install("codex", "@agentclientprotocol/codex-acp", "2.6.0");
    InstalledAgents.install("opencode", "opencode-ai", "1.18.33");
    provider =
        DrillProvider.start(
            ProviderScript.pleasant().requireKey(SECRET).tool("echo tool-$((6*7)) | tee ran.txt"));
    Files.writeString(
        folder.resolve("reveille.yaml"),
        """
        owner: real
        providers:
          drill: {api: openai, baseUrl: "%s", keyEnv: DRILL_KEY}
        defaults: {model: drill/pinned-model}
        """
            .formatted(provider.address()));
    Files.createDirectories(folder.resolve("jobs"));
    for (String agent : List.of("codex", "opencode")) {
      Files.createDirectories(folder.resolve("work-" + agent));
      Files.writeString(
          folder.resolve("jobs/" + agent + ".yaml"),
          """
          name: %s
          agent: %s
          schedule: {kind: every, every: 1h, stagger: 0s}
          workspace: work-%s
          isolation: bubblewrap
          payload: {kind: agentTurn, message: Run the tool and tell me what it said.}
          boot: {timeout: 60s, retry: {maxAttempts: 1}}
          execute: {timeout: 90s}
          """
              .formatted(agent, agent, agent));
    }
    reading = JobFolder.read(folder);
    assertThat(reading.errors()).isEmpty();
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.createSymbolicLink(data.resolve("agents"), InstalledAgents.folder());
    server = DevServer.start();
    Namespaces.prepare(server.stubs(), server.namespace());
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
                reading.settings().providers(),
                Map.of(),
                name -> name.equals("DRILL_KEY") ? SECRET : null,
                null,
                null),
            log,
            log);
  }

  @AfterAll
  static void stop() {
    worker.close();
    log.close();
    provider.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"codex", "opencode"})
  void a_scheduled_turn_boots_in_bubblewrap_and_runs_a_shell_tool(String agent) throws Exception {
    ScheduleApply.on(server.stubs(), server.namespace()).apply(reading.jobs(), "real", false);
    ScheduleClient.newInstance(server.stubs()).getHandle("reveille/" + agent).trigger();

    RunView run = settled(agent);

    assertThat(run.message()).isNotNull();
    assertThat(run.status()).as(run.message()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(run.trigger()).isEqualTo(Trigger.SCHEDULE);
    assertThat(run.tools()).satisfies(tools -> assertThat(tools.returned()).isPositive());
    assertThat(run.model())
        .satisfies(
            model -> {
              assertThat(model.calls()).isGreaterThanOrEqualTo(2);
              assertThat(model.verified()).isNull();
            });
    assertThat(run.findings()).extracting("code").contains("MODEL_NOT_CHECKED");
    assertThat(Files.readString(folder.resolve("work-" + agent + "/ran.txt"))).contains("tool-42");
    assertThat(
            run.events().stream()
                .filter(event -> event.event() == EventType.BOOT_STAGE)
                .map(event -> event.detail().get("kind"))
                .filter(kind -> kind != null)
                .map(kind -> kind.asText()))
        .containsExactly("bubblewrap");
  }

  private static RunView settled(String job) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (System.nanoTime() < deadline) {
      Optional<RunView> ended =
          log.list(new RunReader.Query(job, null, null, 10)).stream()
              .filter(run -> run.status().ended())
              .findFirst();
      if (ended.isPresent()) {
        RunView found = ended.get();
        return log.find(new RunKey(found.temporal().workflowId(), found.temporal().runId()), 10_000)
            .orElseThrow();
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new AssertionError(job + " had no run that ended within 3 min");
  }
}
