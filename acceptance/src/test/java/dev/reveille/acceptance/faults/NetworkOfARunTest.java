package dev.reveille.acceptance.faults;

import static dev.reveille.acceptance.faults.Neighbour.GREETING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.Tunnel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run reaches, tried from inside it. */
class NetworkOfARunTest {
  private static final String TOKEN = "token=$(printenv OPENAI_API_KEY); ";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path root;

  @Test
  void nothing_but_the_gateway_is_reached_and_no_key_or_foreign_token_is_found() throws Exception {
    try (Rig rig = Rig.in(root);
        Neighbour neighbour = new Neighbour(rig.runtime)) {
      Path workspace = Files.createDirectories(rig.folder.dir().resolve("work"));
      Path other = Files.createDirectories(rig.folder.dir().resolve("other"));
      String hold = "touch here; until [ -e go ]; do sleep 0.1; done";
      rig.folder.agent("other", sh(TOKEN + "echo $token > mine; " + hold), "workspace: other\n");
      rig.folder.agent(
          "nosy",
          String.join(
              " ",
              sh(TOKEN + "echo $token > mine; " + hold),
              sh(
                  "env; tr '\\0' '\\n' </proc/1/environ; cat /proc/*/environ /proc/*/cmdline; ps axww"),
              sh("grep -rhsI -D skip that-no-agent-sees / --exclude-dir=proc --exclude-dir=usr"),
              sh("echo FOREIGN; grep -rhsI -D skip -F -f foreign /tmp /home /run /etc /dev"),
              sh(greeted(tcp("127.0.0.1", neighbour.port()), "LOOPBACK")),
              sh(greeted(tcp("localhost", neighbour.port()), "LOCALHOST")),
              sh(greeted("UNIX-CONNECT:" + neighbour.socket(), "SOCKET")),
              sh(
                  "echo | socat -T 3 - "
                      + tcp("127.0.0.1", rig.provider.port())
                      + " && echo PROVIDER-OPEN-$((40+2))"),
              sh("echo | socat -T 3 - " + tcp("1.1.1.1", 443) + " && echo INTERNET-OPEN-$((40+2))"),
              sh(asked("$(cat revoked)", "REVOKED")),
              sh(asked("AAAAAAAAAAAAAAAAAAAAAA", "GUESSED")),
              sh(TOKEN + asked("$token", "OWN"))),
          "workspace: work\n");
      rig.folder.agent("earlier", sh(TOKEN + "echo $token > mine"), "workspace: earlier\n");
      Path earlier = Files.createDirectories(rig.folder.dir().resolve("earlier"));
      rig.apply();
      rig.work();

      rig.settled(rig.start("earlier"), LIMIT);
      Files.copy(earlier.resolve("mine"), workspace.resolve("revoked"));
      RunKey otherRun = rig.start("other");
      RunKey key = rig.start("nosy");
      awaitFile(other.resolve("here"));
      awaitFile(workspace.resolve("here"));
      String foreign = Files.readString(other.resolve("mine")).strip();
      String own = Files.readString(workspace.resolve("mine")).strip();
      assertThat(foreign).isNotEqualTo(own).hasSizeGreaterThan(20);
      assertThat(commandLines()).doesNotContain(JobFolderOnDisk.SECRET, own, foreign);
      // In halves, so that what is looked for is not found in the very file that names it.
      Files.writeString(workspace.resolve("foreign"), foreign.substring(2) + "\n");
      Files.createFile(workspace.resolve("go"));
      RunView run = rig.settled(key, LIMIT);
      Files.createFile(other.resolve("go"));
      rig.settled(otherRun, LIMIT);

      String said = Objects.requireNonNull(Objects.requireNonNull(run.output()).text());
      assertThat(run.verdict()).as(run.message()).isEqualTo("OK");
      assertThat(said)
          .contains("OPENAI_BASE_URL=", "FOREIGN", "OWN 200", "REVOKED 401", "GUESSED 401");
      assertThat(said)
          .doesNotContain(GREETING, "PROVIDER-OPEN-42", "INTERNET-OPEN-42", JobFolderOnDisk.SECRET);
      assertThat(said).doesNotContain(foreign);
      assertThat(network(run)).isEqualTo("the gateway alone");
    }
  }

  @Test
  void the_same_attempts_succeed_where_the_job_takes_the_hosts_network_and_the_run_says_so()
      throws Exception {
    try (Rig rig = Rig.in(root);
        Neighbour neighbour = new Neighbour(rig.runtime)) {
      rig.folder.agent(
          "open",
          String.join(
              " ",
              sh(greeted(tcp("127.0.0.1", neighbour.port()), "LOOPBACK")),
              sh(
                  "echo | socat -T 3 - "
                      + tcp("127.0.0.1", rig.provider.port())
                      + " && echo PROVIDER-OPEN-$((40+2))")),
          "network: host\n");
      rig.apply();
      rig.work();

      RunView run = rig.settled(rig.start("open"), LIMIT);

      assertThat(run.verdict()).as(run.message()).isEqualTo("OK");
      assertThat(Objects.requireNonNull(run.output()).text())
          .contains(GREETING, "PROVIDER-OPEN-42");
      assertThat(network(run)).startsWith("host").contains("explicit choice");
    }
  }

  @Test
  void a_host_on_the_list_is_reached_through_the_gateway_and_each_connection_is_shown()
      throws Exception {
    try (Rig rig = Rig.in(root);
        Neighbour neighbour = new Neighbour(rig.runtime)) {
      int closed = neighbour.port() == 9 ? 10 : 9;
      rig.folder.agent(
          "fetching",
          String.join(
              " ",
              sh(greeted(tcp("127.0.0.1", neighbour.port()), "PAST")),
              sh(proxied("127.0.0.1", neighbour.port())),
              sh(proxied("127.0.0.1", closed))),
          "network: {allow: [\"127.0.0.1:" + neighbour.port() + "\"]}\n");
      rig.apply();
      rig.work();

      RunKey key = rig.start("fetching");
      RunView run = rig.settled(key, LIMIT);

      assertThat(run.verdict()).as(run.message()).isEqualTo("OK");
      assertThat(Objects.requireNonNull(run.output()).text())
          .containsOnlyOnce(GREETING)
          .contains("PAST-TRIED");
      List<Tunnel> tunnels = rig.log.tunnels(key);
      assertThat(tunnels).extracting(Tunnel::port).containsExactly(neighbour.port(), closed);
      assertThat(tunnels).extracting(Tunnel::allowed).containsExactly(true, false);
      assertThat(tunnels.get(0).bytesIn()).isEqualTo(GREETING.length());
      assertThat(network(run)).contains("127.0.0.1:" + neighbour.port());
    }
  }

  private static String network(RunView run) {
    return run.events().stream()
        .filter(event -> event.event() == EventType.BOOT_STAGE)
        .map(event -> event.detail().get("network"))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow()
        .asText();
  }

  private static String sh(String line) {
    return "--do \"sh:" + line + "\"";
  }

  private static String tcp(String host, int port) {
    return "TCP:" + host + ":" + port + ",connect-timeout=3";
  }

  private static String greeted(String address, String name) {
    return "socat -u -T 3 " + address + " -; echo " + name + "-TRIED";
  }

  /** The status that the gateway gives to a token. */
  private static String asked(String token, String name) {
    return "s=$(printf 'GET /run/%s/drill/v1/models HTTP/1.1\\r\\nHost: g\\r\\nConnection: close\\r\\n\\r\\n' "
        + token
        + " | socat -t 5 - TCP:127.0.0.1:4177 | head -c 12 | tail -c 3); echo "
        + name
        + " $s";
  }

  private static String proxied(String host, int port) {
    return "auth=${HTTPS_PROXY#*//}; auth=${auth%@*}; socat -u -T 3 PROXY:127.0.0.1:"
        + host
        + ":"
        + port
        + ",proxyport=4177,proxyauth=$auth -";
  }

  /** What {@code ps} shows of every process of this host. */
  private static String commandLines() throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      StringBuilder all = new StringBuilder();
      for (Path process :
          processes.filter(path -> path.getFileName().toString().matches("[0-9]+")).toList()) {
        try {
          all.append(
              new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8));
        } catch (IOException gone) {
          continue;
        }
      }
      return all.toString();
    }
  }

  private static void awaitFile(Path file) {
    Deadline.await(() -> file + " to be written", LIMIT, () -> Files.exists(file));
  }
}
