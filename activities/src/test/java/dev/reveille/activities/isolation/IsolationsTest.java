package dev.reveille.activities.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.activities.process.AgentProcess;
import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.Network;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IsolationsTest {

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

  @Test
  void where_the_trial_succeeds_auto_means_bubblewrap() throws Exception {
    assertThat(inside.isolations.shortfall()).isEmpty();
    assertThat(inside.isolations.forAgent(Isolation.Kind.AUTO).kind())
        .isEqualTo(Isolation.Kind.BUBBLEWRAP);
    assertThat(inside.isolations.forCommand(Isolation.Kind.AUTO).kind())
        .isEqualTo(Isolation.Kind.BUBBLEWRAP);
    assertThat(inside.isolations.forAgent(Isolation.Kind.NONE).kind())
        .isEqualTo(Isolation.Kind.NONE);
    try (var left = Files.list(inside.base.resolve("runtime"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("passwd", "group");
    }
  }

  @Test
  void what_failed_is_said_with_its_remedy() {
    assertThat(Remedies.missing("socat", "socat"))
        .isEqualTo(
            "socat is not installed; install it with: apt install socat (Debian, Ubuntu), or dnf"
                + " install socat (Fedora, RHEL)");
    assertThat(
            Remedies.forFailure(
                "bwrap: Can't mount proc on /newroot/proc: Operation not permitted"))
        .contains("Can't mount proc")
        .contains("systempaths=unconfined");
  }

  @Test
  void none_is_a_plain_tree_with_a_small_environment_and_a_home_of_its_own() throws Exception {
    Isolator none = inside.isolations.forAgent(Isolation.Kind.NONE);
    inside.environment.put("GIVEN", "1");
    SpawnPlan plan =
        inside.plan("/bin/sh", "-c", "touch ~/f; echo $HOME $GIVEN; pwd; env | grep -c CLASS");

    AgentProcess process = inside.spawner.start(none.prepare(plan));
    List<String> lines =
        new String(process.stdout().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
            .lines()
            .toList();
    process.exit().get(20, TimeUnit.SECONDS);

    Path home = Path.of(lines.get(0).split(" ")[0]);
    assertThat(home.getParent()).isEqualTo(inside.base.resolve("runtime"));
    assertThat(home).doesNotExist();
    assertThat(lines).element(0).asString().endsWith(" 1");
    assertThat(lines).element(1).isEqualTo(inside.workspace.toString());
    assertThat(none.gateway(Network.Kind.GATEWAY, URI.create("http://127.0.0.1:9")))
        .isEqualTo(URI.create("http://127.0.0.1:9"));
  }

  @Test
  void none_names_a_missing_program_too() throws Exception {
    Isolator none = inside.isolations.forAgent(Isolation.Kind.NONE);

    assertThatThrownBy(() -> none.prepare(inside.plan("no-such-agent")))
        .isInstanceOf(NotVisibleException.class)
        .hasMessageContaining("agents.mine.command: no-such-agent");
  }

  @Test
  void only_root_is_refused_a_workspace_of_somebody_else() {
    assertThat(Workspace.isUsable(0, 0, false)).isTrue();
    assertThat(Workspace.isUsable(0, 1000, false)).isFalse();
    assertThat(Workspace.isUsable(0, 1000, true)).isTrue();
    assertThat(Workspace.isUsable(1000, 1001, false)).isTrue();
  }

  @Test
  void files_of_a_dead_worker_are_deleted_and_those_of_a_live_one_kept() throws Exception {
    Path runtime = inside.base.resolve("runtime");
    Path dead = Files.createDirectories(runtime.resolve("of-99999999-1/deep"));
    Path live = RuntimeFolder.newFile(runtime);

    RuntimeFolder.open(runtime);

    assertThat(dead.getParent()).doesNotExist();
    assertThat(live).exists();
  }
}
