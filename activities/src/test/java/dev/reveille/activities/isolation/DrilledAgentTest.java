package dev.reveille.activities.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.activities.acp.AcpBoot;
import dev.reveille.activities.acp.AcpConnection;
import dev.reveille.activities.acp.AcpSession;
import dev.reveille.activities.acp.AcpTurn;
import dev.reveille.activities.acp.StageListener;
import dev.reveille.activities.acp.TurnListener;
import dev.reveille.activities.acp.TurnResult;
import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.Await;
import dev.reveille.activities.process.Launch;
import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.Permissions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The drill agent, in every isolation, behaving and misbehaving. */
final class DrilledAgentTest {

  private static final StageListener SILENT =
      new StageListener() {
        @Override
        public void started(String stage) {}

        @Override
        public void ended(String stage, @Nullable String note) {}
      };

  @TempDir Path folder;
  private Inside inside;

  @BeforeEach
  void open() throws IOException {
    inside = new Inside(folder);
  }

  @AfterEach
  void close() {
    inside.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"BUBBLEWRAP", "NONE"})
  void a_turn_with_a_tool_is_seen_and_its_files_stay(Isolation.Kind kind) throws Exception {
    AcpSession session = boot(kind, "--no-model", "--tool", "echo tuned > plan.md", "--permission");

    TurnResult result =
        AcpTurn.start(session, "tune", 10_000, TurnListener.NONE)
            .result()
            .get(60, TimeUnit.SECONDS);

    assertThat(result.stopReason()).isEqualTo("end_turn");
    assertThat(result.permissions()).hasSize(1);
    assertThat(result.tools()).hasSize(1);
    assertThat(result.toolsReturned()).isEqualTo(1);
    assertThat(inside.workspace.resolve("plan.md")).hasContent("tuned");
    assertThat(session.connection().process().end(Duration.ofSeconds(20)).code()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"BUBBLEWRAP", "NONE"})
  void an_agent_that_ignores_all_requests_to_end_goes_with_children_and_daemons(Isolation.Kind kind)
      throws Exception {
    String mark = mark();
    AcpSession session =
        boot(
            kind,
            "--ignore-sigterm",
            "--ignore-stdin-end",
            "--children",
            "2",
            "--daemons",
            "2",
            "--child-sleep",
            mark,
            "--children-hold-output");
    Await.until("its offspring lives", () -> count(mark) >= 4);

    session.connection().process().end(Duration.ofMillis(400));

    Await.until("all are gone", () -> count(mark) == 0);
  }

  /**
   * The worker is a JVM of its own, killed at a seeded moment while it starts one agent after
   * another.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void a_worker_killed_with_9_leaves_no_agent_in_any_isolation(long seed) throws Exception {
    String mark = mark();
    for (Isolation.Kind kind : List.of(Isolation.Kind.BUBBLEWRAP, Isolation.Kind.NONE)) {
      Process worker =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  KilledWorker.class.getName(),
                  folder.resolve("worker").toString(),
                  kind.name(),
                  mark)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      worker.inputReader().readLine();
      assertThat(worker.waitFor(new Random(seed).nextInt(300), TimeUnit.MILLISECONDS)).isFalse();

      worker.destroyForcibly().waitFor();

      Await.until("nothing of it is left in " + kind, () -> count(mark) == 0);
    }
  }

  private AcpSession boot(Isolation.Kind kind, String... flags) throws Exception {
    List<String> argv =
        new ArrayList<>(
            List.of(
                "java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.reveille.drill.Drill",
                "agent"));
    argv.addAll(List.of(flags));
    Launch launch =
        inside.isolations.forAgent(kind).prepare(inside.plan(argv.toArray(String[]::new)));
    AgentProcess process = inside.spawner.start(launch);
    AcpConnection connection = AcpConnection.open(process, Permissions.ALLOW, Clock.systemUTC());
    return AcpBoot.boot(connection, inside.workspace.toString(), null, SILENT);
  }

  /** A length of sleep that no other process on this host has. */
  private static String mark() {
    return "77" + (100_000 + new Random().nextInt(900_000));
  }

  private static long count(String mark) {
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("[0-9]+"))
          .filter(
              entry -> {
                try {
                  List<String> words =
                      List.of(
                          Files.readString(entry.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                              .split("\0"));
                  return words.get(0).endsWith("sleep") && words.contains(mark);
                } catch (IOException gone) {
                  return false;
                }
              })
          .count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
