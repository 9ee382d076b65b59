package dev.reveille.activities.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeVersionTest {
  /** Fails whatever starts it: that it is read and not asked is the point. */
  private static final String NEVER = "#!/bin/false\n";

  @TempDir Path folder;

  @Test
  void a_version_managers_node_is_told_by_its_header_through_links_and_scripts() throws Exception {
    Path version = folder.resolve(".nvm/v24");
    program(".nvm/v24/bin/node", NEVER);
    header(".nvm/v24", "24", "1", "0");
    program(".nvm/v24/lib/node_modules/agent/cli.js", "#!/usr/bin/env node\ncode\n");
    Files.createSymbolicLink(
        version.resolve("bin/agent"), Path.of("../lib/node_modules/agent/cli.js"));

    assertThat(of(version + "/bin:/usr/bin:/bin", "agent", "--acp")).contains("Node 24.1.0");
  }

  @Test
  void the_node_that_npm_installs_is_told_by_its_package() throws Exception {
    Path node = program("agents/node/node_modules/node/bin/node", NEVER);
    Files.writeString(
        folder.resolve("agents/node/node_modules/node/package.json"),
        "{\"name\": \"node\", \"version\": \"24.21.0\"}");

    assertThat(of("/bin", node.toString(), "cli.js")).contains("Node 24.21.0");
  }

  @Test
  void a_program_without_node_has_none() throws Exception {
    Path script = program("bin/agent", "#!/bin/sh\nexit 0\n");

    assertThat(of("/usr/bin:/bin", script.toString())).isEmpty();
    assertThat(of("/bin", "no-such-program")).isEmpty();
  }

  @Test
  void what_lies_beside_it_and_is_no_version_says_nothing() throws Exception {
    Path node = program("odd/bin/node", NEVER);
    assertThat(of("/bin", node.toString())).isEmpty();
    Path manifest = folder.resolve("odd/package.json");
    for (String text :
        List.of(
            "{\"name\": \"mine\", \"version\": \"1.2.3\"}",
            "{\"name\": \"node\", \"version\": \"<b>1.2.3</b>\"}",
            "{\"name\": \"node\"",
            "[".repeat(100_000))) {
      Files.writeString(manifest, text);
      assertThat(of("/bin", node.toString())).as(text.substring(0, 5)).isEmpty();
    }
    header("odd", "x", "1", "0");
    assertThat(of("/bin", node.toString())).isEmpty();
  }

  private Optional<String> of(String searchPath, String... argv) {
    SpawnPlan plan = SpawnPlan.command("run", List.of(argv), Map.of(), folder, folder, List.of());
    return NodeVersion.of(plan, searchPath);
  }

  private void header(String prefix, String major, String minor, String patch) throws IOException {
    Path file = folder.resolve(prefix).resolve("include/node/node_version.h");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "#define NODE_MAJOR_VERSION %s\n#define NODE_MINOR_VERSION %s\n#define NODE_PATCH_VERSION %s\n"
            .formatted(major, minor, patch));
  }

  private Path program(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
