package dev.reveille.cli.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.cli.Called;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an npm and a node that are scripts of the test's own. */
class AgentInstallTest {
  private static final String INSTALLS =
      """
      while [ "$1" != --prefix ]; do shift; done
      /bin/mkdir -p "$2/node_modules/.bin"
      printf '#!/bin/sh\\n' > "$2/node_modules/.bin/codex-acp"
      /bin/chmod +x "$2/node_modules/.bin/codex-acp"
      """;

  @TempDir Path folder;

  @BeforeEach
  void node() throws IOException {
    program("node", "echo v22.4.0");
  }

  @Test
  void a_version_is_installed_whole_and_found_again() throws IOException {
    program("npm", INSTALLS);

    Called first = install("codex@2.5.0");
    Called again = install("codex@2.5.0");

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(agents().resolve("codex/2.5.0/node_modules/.bin/codex-acp")).isExecutable();
    assertThat(again.out()).contains("was installed already");
    Called listed = Called.in(folder, "agents", "--data", "data", "-o", "json");
    assertThat(listed.out()).contains("2.5.0");
  }

  @Test
  void an_npm_that_fails_leaves_nothing_and_its_words_are_shown() throws IOException {
    program("npm", INSTALLS + "echo 'getaddrinfo ENOTFOUND registry' >&2; exit 1");

    Called called = install("codex");

    assertThat(called.code()).isEqualTo(1);
    assertThat(called.err()).contains("ENOTFOUND registry").contains("nothing was installed");
    assertNothingInstalled();
  }

  @Test
  void a_package_without_the_program_is_not_taken_for_installed() throws IOException {
    program("npm", "exit 0");

    Called called = install("codex@0.0.1");

    assertThat(called.code()).isEqualTo(1);
    assertThat(called.err()).contains("no program codex-acp");
    assertNothingInstalled();
  }

  @Test
  void a_node_too_old_is_refused_before_anything_is_fetched() throws IOException {
    program("node", "echo v18.19.1");
    program("npm", INSTALLS);

    Called called = install("codex");

    assertThat(called.code()).isEqualTo(1);
    assertThat(called.err()).contains("v18.19.1").contains("agents install node");
    assertNothingInstalled();
  }

  @Test
  void scripts_of_packages_run_under_the_node_that_lies_beside_the_agents() throws IOException {
    program("npm", "command -v node >&2; exit 1");
    Path own = Files.createDirectories(agents().resolve("node/node_modules/node/bin"));
    Files.copy(folder.resolve("bin/node"), own.resolve("node"));

    assertThat(install("codex").err()).contains(own.resolve("node").toString());
  }

  @Test
  void without_npm_the_message_says_where_agents_come_from() {
    Called called = install("codex");

    assertThat(called.code()).isEqualTo(1);
    assertThat(called.err()).contains("npm is not on the PATH");
  }

  @Test
  void an_agent_that_nobody_knows_is_refused_with_those_known() {
    Called called = install("codxe");

    assertThat(called.code()).isEqualTo(2);
    assertThat(called.err())
        .contains("codex, claude, opencode, openclaw, openclaw-acp, node")
        .contains("did you mean 'codex'?");
  }

  private Called install(String agent) {
    return Called.with(
        folder,
        Map.of("PATH", folder.resolve("bin").toString()),
        "agents",
        "install",
        agent,
        "--data",
        "data");
  }

  private Path agents() {
    return folder.resolve("data/agents");
  }

  private void assertNothingInstalled() throws IOException {
    try (Stream<Path> files = Files.walk(agents())) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .allMatch(name -> name.endsWith(".lock"));
    }
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
