package dev.reveille.activities.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs in odd places are seen inside; homes around them are not. */
final class VisibilityTest {

  @TempDir Path folder;
  private Inside inside;
  private Path home;

  @BeforeEach
  void open() throws IOException {
    inside = new Inside(folder);
    home = Files.createDirectories(inside.base.resolve("somebody"));
    Files.createDirectories(home.resolve(".ssh"));
    Files.writeString(home.resolve(".ssh/id"), "key");
  }

  @AfterEach
  void close() {
    inside.close();
  }

  @Test
  void a_script_in_a_home_folder_runs_and_the_home_stays_unseen() throws Exception {
    Path script = program("bin/tool", "#!/bin/sh\nls -A " + home + " " + home + "/bin\n");
    Files.writeString(home.resolve("bin/other"), "x");

    assertThat(run(script.toString())).contains("tool").doesNotContain(".ssh", "other");
  }

  @Test
  void a_version_managers_node_with_a_globally_installed_script_runs() throws Exception {
    Path version = home.resolve(".nvm/versions/node/v20");
    program(".nvm/versions/node/v20/bin/node", "#!/bin/sh\necho node runs \"$@\"\n");
    program(".nvm/versions/node/v20/lib/node_modules/agent/cli.js", "#!/usr/bin/env node\ncode\n");
    Files.createSymbolicLink(
        version.resolve("bin/agent"), Path.of("../lib/node_modules/agent/cli.js"));
    inside.environment.put("PATH", version.resolve("bin") + ":/usr/bin:/bin");

    assertThat(run("agent", "--acp")).isEqualTo("node runs " + version + "/bin/agent --acp");
  }

  @Test
  void an_agent_installed_in_the_hidden_data_folder_is_seen_and_nothing_else_of_it()
      throws Exception {
    Path data = home.resolve("data");
    program("data/agents/x/node_modules/x/cli.js", "#!/bin/sh\ncat ../lib 2>&1; ls " + data + "\n");
    Files.createDirectories(data.resolve("agents/x/node_modules/.bin"));
    Path link = data.resolve("agents/x/node_modules/.bin/x");
    Files.createSymbolicLink(link, Path.of("../x/cli.js"));
    Files.writeString(data.resolve("runs.db"), "rows");
    inside.guards.addAll(Guard.of(inside.base.resolve("elsewhere"), data));
    inside.write.add(home);

    assertThat(run(link.toString())).endsWith("agents");
  }

  @Test
  void a_program_that_a_shell_is_given_to_start_is_seen() throws Exception {
    Path tool = program("bin/tool", "#!/bin/sh\necho started \"$@\"\n");

    assertThat(run("/bin/sh", "-c", "exec \"$@\"", "launcher", tool.toString(), "now"))
        .isEqualTo("started now");
  }

  @Test
  void a_virtual_environments_python_finds_its_packages() throws Exception {
    Path base = Path.of("/usr/bin/python3");
    Path environment = home.resolve("venv");
    Process made =
        new ProcessBuilder(base.toString(), "-m", "venv", "--without-pip", environment.toString())
            .start();
    assertThat(made.waitFor()).isZero();

    assertThat(
            run(
                environment.resolve("bin/python").toString(),
                "-c",
                "import sys; print(sys.prefix)"))
        .isEqualTo(environment.toString());
  }

  @Test
  void java_runs_with_its_configuration() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    assertThat(run(java, "-XX:TieredStopAtLevel=1", "-version")).contains("version \"");
  }

  @Test
  void a_jar_given_to_java_is_seen() throws Exception {
    Path jar = Files.writeString(home.resolve("agent.jar"), "not really a jar");

    assertThat(run("java", "-jar", jar.toString())).contains("Invalid or corrupt jarfile " + jar);
  }

  @Test
  void a_script_given_to_its_interpreter_is_seen_with_its_modules() throws Exception {
    Files.createDirectories(home.resolve("agents/node_modules/helper"));
    Files.writeString(
        home.resolve("agents/node_modules/helper/index.js"), "module.exports = 'helped'");
    Path script =
        Files.writeString(home.resolve("agents/mine.js"), "console.log(require('helper'))");

    assertThat(run("node", script.toString())).isEqualTo("helped");
  }

  @Test
  void links_to_folders_on_the_way_are_followed() throws Exception {
    program("real/1.0/bin/tool", "#!/bin/sh\necho linked\n");
    Files.createSymbolicLink(home.resolve("current"), Path.of("real/1.0"));

    assertThat(run(home.resolve("current/bin/tool").toString())).isEqualTo("linked");
  }

  @Test
  void a_program_that_is_nowhere_names_field_and_path() {
    assertThatThrownBy(() -> run("no-such-agent"))
        .isInstanceOfSatisfying(
            NotVisibleException.class, e -> assertThat(e.path()).isEqualTo("no-such-agent"))
        .hasMessageStartingWith("agents.mine.command: no-such-agent is not found on the PATH ");
    assertThatThrownBy(() -> run("./gone.sh"))
        .hasMessage(
            "agents.mine.command: "
                + inside.workspace.resolve("gone.sh")
                + " does not exist (expected: a program)");
  }

  @Test
  void an_interpreter_that_is_nowhere_names_itself() throws Exception {
    Path script = program("bin/tool", "#!/opt/nowhere/python9\n");

    assertThatThrownBy(() -> run(script.toString()))
        .isInstanceOf(NotVisibleException.class)
        .hasMessageContaining("/opt/nowhere/python9 does not exist");
  }

  @Test
  void a_file_that_is_no_program_says_so() throws Exception {
    Path script = Files.writeString(home.resolve("tool"), "#!/bin/sh\n");

    assertThatThrownBy(() -> run(script.toString()))
        .isInstanceOf(NotVisibleException.class)
        .hasMessageContaining("is not executable (chmod +x it)");
  }

  private String run(String... argv) throws Exception {
    return inside.run(inside.bubblewrap(), inside.plan(argv));
  }

  private Path program(String name, String content) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
