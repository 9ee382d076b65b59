package dev.reveille.activities.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.contract.Contract;
import dev.reveille.domain.run.Artifact;
import dev.reveille.domain.run.RunKey;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a workspace go with a run's record, on a real one. */
class KeepsakesTest {
  private static final RunKey RUN = new RunKey("plan-1", "r1");

  @TempDir Path root;
  private Path workspace;
  private JdbcRunLog log;

  @BeforeEach
  void open() throws Exception {
    workspace = root.resolve("workspace");
    Files.createDirectories(workspace.resolve("out"));
    log = RunLogs.open(RunLogSettings.of(root.resolve("data"), null, Map.of()));
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void what_the_contract_names_and_this_run_wrote_is_kept() throws Exception {
    Instant since = Instant.now().minusSeconds(10);
    Files.writeString(workspace.resolve("out/plan.md"), "# 计划");
    Files.writeString(workspace.resolve("out/other.txt"), "x");
    Path old = Files.writeString(workspace.resolve("out/old.md"), "old");
    Files.setLastModifiedTime(old, FileTime.from(since.minusSeconds(60)));

    List<Artifact> kept = kept(since);

    assertThat(kept).extracting(Artifact::name).containsExactly("out/plan.md");
    assertThat(kept.get(0).content()).isEqualTo("# 计划".getBytes(UTF_8));
  }

  @Test
  void a_link_is_never_followed_and_what_is_too_large_is_only_named() throws Exception {
    Path secret = Files.writeString(root.resolve("id.md"), "secret");
    Files.createSymbolicLink(workspace.resolve("out/link.md"), secret);
    Files.createSymbolicLink(workspace.resolve("away"), root);
    Files.write(workspace.resolve("out/big.md"), new byte[3 << 20]);

    List<Artifact> kept = kept(Instant.now().minusSeconds(10));

    assertThat(kept).extracting(Artifact::name).containsExactly("out/big.md");
    assertThat(kept.get(0).bytes()).isEqualTo(3 << 20);
    assertThat(kept.get(0).content()).isEmpty();
  }

  private List<Artifact> kept(Instant since) {
    Contract contract =
        Contract.of(Json.read("{\"files\":[{\"glob\":\"{out,away}/*.md\"}]}", JsonNode.class));
    new Keepsakes(log, RUN, 1, Clock.systemUTC()).keep(contract, workspace, since);
    return log.artifacts(RUN);
  }
}
