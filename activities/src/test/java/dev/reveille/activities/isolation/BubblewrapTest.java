package dev.reveille.activities.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.Await;
import dev.reveille.domain.job.Network;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BubblewrapTest {

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
  void a_run_is_nobody_in_particular_and_can_do_nothing_special() throws Exception {
    assertThat(inside.sh("id -u; grep CapEff /proc/self/status | cut -f2; id -un; hostname"))
        .isEqualTo("1000\n0000000000000000\nagent\nreveille");
    assertThat(inside.sh("unshare -Ur true && echo nested")).doesNotContain("nested");
  }

  /** Asks for permission only: on a host where this fails, a write would change the host. */
  @Test
  void nothing_of_the_kernel_may_be_written() throws Exception {
    assertThat(inside.sh("test -e /proc/sys/kernel/core_pattern && echo seen")).isEqualTo("seen");
    assertThat(
            inside.sh(
                "for f in /proc/sys/kernel/core_pattern /proc/sysrq-trigger /proc/self/uid_map; do"
                    + " test -w $f && echo $f; done; find /proc -type f -writable 2>/dev/null"))
        .isEmpty();
  }

  /** Bubblewrap's own process inside must not be a door to the host's tree. */
  @Test
  void the_first_process_stands_inside_too() throws Exception {
    assertThat(inside.sh("readlink /proc/1/cwd; ls /proc/1/root/"))
        .startsWith(inside.workspace + "\n")
        .doesNotContain("root\n");
  }

  @Test
  void the_system_is_read_only_and_of_etc_no_secret_is_seen() throws Exception {
    assertThat(inside.sh("for f in /x /usr/x /etc/x /dev/x; do touch $f && echo $f; done"))
        .doesNotContain("\n/")
        .contains("Read-only file system");
    assertThat(inside.sh("ls /etc"))
        .contains("passwd", "hosts")
        .doesNotContain("shadow", "ssh", "cron");
    assertThat(inside.sh("cat /etc/passwd"))
        .isEqualTo("agent:x:1000:1000:agent:/home/agent:/bin/sh");
    assertThat(inside.sh("ls -A /home /root /var 2>&1")).doesNotContain(".ssh", ".bash", "lib");
  }

  @Test
  void home_and_temporary_folders_are_private_and_bounded() throws Exception {
    assertThat(
            inside.sh(
                "cd ~ && touch a && pwd && ls -A /var/tmp && df -m --output=size ~ /tmp | tr -d ' '"))
        .isEqualTo("/home/agent\n1M-blocks\n1024\n1024");
  }

  @Test
  void the_workspace_is_writable_at_its_own_path_and_files_belong_to_the_caller() throws Exception {
    assertThat(inside.sh("pwd; echo hi > made; stat -c %u made"))
        .isEqualTo(inside.workspace + "\n1000");

    assertThat(Files.getOwner(inside.workspace.resolve("made")))
        .isEqualTo(Files.getOwner(inside.workspace));
  }

  @Test
  void the_environment_is_cleared_and_values_show_in_no_process_list() throws Exception {
    inside.environment.put("SECRET_TOKEN", "s3cr3t-value");
    AgentProcess process =
        inside.start(
            "/bin/sh", "-c", "env | cut -d= -f1 | sort | tr '\\n' ' '; echo; read -r line");
    StringBuilder names = new StringBuilder();
    for (int c = process.stdout().read(); c != '\n'; c = process.stdout().read()) {
      names.append((char) c);
    }

    assertThat(names.toString().replace("TZ ", ""))
        .isEqualTo("HOME LANG LOGNAME PATH PWD SECRET_TOKEN SHELL TMPDIR USER ");
    assertThat(commandLines())
        .anyMatch(line -> line.contains("bwrap"))
        .noneMatch(line -> line.contains("s3cr3t-value"));
    assertThat(filesIn(inside.base.resolve("runtime"))).noneMatch(name -> name.endsWith(".args"));
    process.end(Duration.ofSeconds(5));
  }

  @Test
  void the_gateway_is_reached_at_once_and_nothing_else_is() throws Exception {
    Path socket = inside.base.resolve("gw.sock");
    try (ServerSocketChannel gateway = gateway(socket);
        ServerSocket hostPort = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      inside.socket = socket;
      URI address =
          inside.bubblewrap().gateway(Network.Kind.GATEWAY, URI.create("http://127.0.0.1:1"));

      assertThat(inside.sh("curl -sS -m 5 " + address + "/hello")).isEqualTo("it is me");
      assertThat(inside.sh("curl -sS -m 5 http://127.0.0.1:" + hostPort.getLocalPort()))
          .contains("Failed to connect");
      assertThat(inside.sh("curl -sS -m 5 http://1.1.1.1")).contains("Failed to connect");
      assertThat(inside.sh("grep -c : /proc/net/dev")).as("loopback alone").isEqualTo("1");
      assertThat(gateway.isOpen()).isTrue();
    }
  }

  @Test
  void the_relay_to_the_gateway_is_no_child_of_the_agent() throws Exception {
    Path socket = inside.base.resolve("gw.sock");
    try (ServerSocketChannel gateway = gateway(socket)) {
      inside.socket = socket;
      assertThat(inside.sh("read -r children < /proc/$$/task/$$/children; echo \"[$children]\""))
          .isEqualTo("[]");
      assertThat(gateway.isOpen()).isTrue();
    }
  }

  @Test
  void with_host_network_the_hosts_ports_are_reached() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 4);
          exchange.getResponseBody().write("host".getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    server.start();
    try {
      inside.network = Network.Kind.HOST;
      URI host = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      assertThat(inside.sh("curl -sS -m 5 " + inside.bubblewrap().gateway(Network.Kind.HOST, host)))
          .isEqualTo("host");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void named_paths_are_seen_and_only_those_named_for_writing_are_written() throws Exception {
    Path readable = Files.createDirectories(inside.base.resolve("readable"));
    Path writable = Files.createDirectories(inside.base.resolve("writable"));
    Files.createDirectories(inside.base.resolve("other"));
    inside.read.add(readable);
    inside.write.add(writable);

    assertThat(
            inside.sh("touch %s/a; touch %s/b; ls %s".formatted(readable, writable, inside.base)))
        .contains("Read-only file system")
        .contains("readable\nworkspace\nwritable");
    assertThat(writable.resolve("b")).exists();
  }

  @Test
  void a_named_path_that_is_missing_or_too_wide_is_refused_with_its_field() {
    inside.read.add(inside.base.resolve("missing"));
    assertThatThrownBy(() -> inside.sh("true"))
        .isInstanceOf(NotVisibleException.class)
        .hasMessage("isolation.read: " + inside.base.resolve("missing") + " does not exist");

    inside.read.clear();
    inside.write.add(Path.of("/"));
    assertThatThrownBy(() -> inside.sh("true"))
        .isInstanceOf(IsolationException.class)
        .hasMessageContaining("isolation.write: / is too wide");
  }

  @Test
  void killing_the_worker_or_ending_the_agent_leaves_no_generation_alive() throws Exception {
    Path marker = inside.workspace.resolve("marker");
    AgentProcess process =
        inside.start(
            "/bin/sh",
            "-c",
            "trap '' TERM; setsid -f sh -c 'trap \"\" TERM HUP; while :; do echo x >> marker; sleep 0.02; done'; "
                + "sh -c 'trap \"\" TERM; sleep 1000' & while :; do sleep 1; done");
    Await.until("the daemon runs", () -> Files.exists(marker));
    List<Long> pids =
        ProcessHandle.of(process.pid())
            .orElseThrow()
            .descendants()
            .map(ProcessHandle::pid)
            .toList();
    assertThat(pids).hasSizeGreaterThanOrEqualTo(5);

    process.end(Duration.ofMillis(200));

    Await.until("all dead", () -> pids.stream().noneMatch(Await::isAlive));
  }

  @Test
  void a_polite_agent_is_asked_to_end_through_bubblewrap() throws Exception {
    AgentProcess process =
        inside.start(
            "/bin/sh",
            "-c",
            "trap 'echo saved > saved; exit 4' TERM; echo up; while :; do sleep 0.05; done");
    process.stdout().read();

    assertThat(process.end(Duration.ofSeconds(4)).code()).isEqualTo(4);
    assertThat(inside.workspace.resolve("saved")).exists();
  }

  @Test
  void a_users_own_program_has_host_files_but_its_own_processes() throws Exception {
    inside.environment.put("GIVEN", "1");
    assertThat(inside.own("ls /etc/shadow; echo $GIVEN; pwd; ls -d /proc/[0-9]* | wc -l"))
        .matches("(?s)/etc/shadow\n1\n" + inside.workspace + "\n[1-9]");
    assertThat(inside.own("setsid -f sleep 1000; echo $HOME")).isEqualTo(System.getenv("HOME"));
  }

  private static ServerSocketChannel gateway(Path socket) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread thread =
        new Thread(
            () -> {
              while (server.isOpen()) {
                try (SocketChannel client = server.accept()) {
                  client.read(ByteBuffer.allocate(4096));
                  String answer =
                      "HTTP/1.1 200 OK\r\nContent-Length: 8\r\nConnection: close\r\n\r\nit is me";
                  client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
                } catch (IOException closed) {
                  return;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private static List<String> commandLines() throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("[0-9]+"))
          .map(
              entry -> {
                try {
                  return Files.readString(entry.resolve("cmdline"), StandardCharsets.ISO_8859_1);
                } catch (IOException gone) {
                  return "";
                }
              })
          .toList();
    }
  }

  private static List<String> filesIn(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
