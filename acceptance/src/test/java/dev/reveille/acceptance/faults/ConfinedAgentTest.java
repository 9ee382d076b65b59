package dev.reveille.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that looks for what it is not to have. */
class ConfinedAgentTest {
  private static final String DOTENV = "OTHER_SECRET=another-key-that-no-agent-sees\n";

  @TempDir Path root;

  @Test
  void an_agent_in_the_folder_itself_reaches_neither_jobs_nor_keys_nor_anybody_but_the_gateway()
      throws Exception {
    try (Rig rig = Rig.in(root);
        ServerSocket neighbour = new ServerSocket(0)) {
      Path dir = rig.folder.dir();
      rig.folder.write(".env", DOTENV);
      Files.setPosixFilePermissions(
          dir.resolve(".env"), PosixFilePermissions.fromString("rw-------"));
      rig.folder.agent(
          "nosy",
          String.join(
              " ",
              sh("echo mine > mine.txt && echo WORKSPACE-OPEN-$((40+2))"),
              sh("echo 'name: evil' > jobs/evil.yaml && echo JOBS-OPEN-$((40+2))"),
              sh("echo '# evil' >> jobs/nosy.yaml && echo JOB-OPEN-$((40+2))"),
              sh("echo '# evil' >> reveille.yaml && echo SETTINGS-OPEN-$((40+2))"),
              sh("mv jobs jobs-away && echo JOBS-MOVED-$((40+2))"),
              sh("cat .env"),
              sh("env; cat /proc/*/environ /proc/*/cmdline"),
              sh(
                  "grep -rhsI -D skip that-no-agent-sees . /tmp /home /root /etc /run /var;"
                      + " echo LOOKED-$((40+2))"),
              sh("ls " + rig.data + " && echo DATA-OPEN-$((40+2))"),
              sh(
                  connect("127.0.0.1", neighbour.getLocalPort())
                      + " && echo NEIGHBOUR-OPEN-$((40+2))"),
              sh(connect("127.0.0.1", rig.provider.port()) + " && echo PROVIDER-OPEN-$((40+2))"),
              sh(connect("1.1.1.1", 53) + " && echo INTERNET-OPEN-$((40+2))")),
          "workspace: .\n");
      rig.apply();
      rig.work();
      String settings = Files.readString(dir.resolve("reveille.yaml"));
      String job = Files.readString(dir.resolve("jobs/nosy.yaml"));

      RunKey key = rig.start("nosy");
      RunView run = rig.settled(key, Duration.ofSeconds(60));

      assertThat(run.events().toString())
          .as("confinement is bubblewrap's: install bubblewrap and socat, and see `reveille up`")
          .contains("bubblewrap");
      assertThat(run.verdict()).as(run.message()).isEqualTo("OK");
      assertThat(run.output())
          .satisfies(
              output ->
                  assertThat(output.text())
                      .contains("WORKSPACE-OPEN-42", "LOOKED-42", "OPENAI_BASE_URL=")
                      .doesNotContain(
                          "JOBS-OPEN-42",
                          "JOB-OPEN-42",
                          "SETTINGS-OPEN-42",
                          "JOBS-MOVED-42",
                          "DATA-OPEN-42",
                          "NEIGHBOUR-OPEN-42",
                          "PROVIDER-OPEN-42",
                          "INTERNET-OPEN-42",
                          JobFolderOnDisk.SECRET,
                          "another-key"));
      assertThat(dir.resolve("mine.txt")).exists();
      assertThat(dir.resolve("jobs/evil.yaml")).doesNotExist();
      assertThat(dir.resolve("reveille.yaml")).hasContent(settings);
      assertThat(dir.resolve("jobs/nosy.yaml")).hasContent(job);
      assertThat(rig.provider.requests()).hasSize(1);
    }
  }

  @Test
  void nothing_that_a_run_leaves_behind_reaches_the_next() throws Exception {
    try (Rig rig = Rig.in(root)) {
      String places = " ~/trace /tmp/trace ./trace";
      rig.folder.agent(
          "forgetful",
          sh("cat" + places + "; echo remembered-$((40+2)) | tee" + places),
          "keep: always\n");
      rig.apply();
      rig.work();

      RunView first = rig.settled(rig.start("forgetful"), Duration.ofSeconds(60));
      RunView second = rig.settled(rig.start("forgetful"), Duration.ofSeconds(60));

      for (RunView run : List.of(first, second)) {
        assertThat(run.verdict()).as(run.message()).isEqualTo("OK");
        assertThat(run.output())
            .satisfies(output -> assertThat(output.text()).containsOnlyOnce("remembered-42"));
      }
    }
  }

  private static String sh(String line) {
    return "--do \"sh:" + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String connect(String host, int port) {
    return "timeout 2 bash -c 'exec 3<>/dev/tcp/" + host + "/" + port + "'";
  }
}
