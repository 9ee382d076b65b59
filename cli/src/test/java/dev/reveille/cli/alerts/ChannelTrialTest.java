package dev.reveille.cli.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.reveille.cli.Called;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelTrialTest {
  @TempDir Path folder;
  private HttpServer server;
  private final List<String> taken = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.createContext(
        "/",
        exchange -> {
          taken.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().equals("/gone") ? 410 : 200, -1);
          exchange.close();
        });
    server.start();
    Files.createDirectories(folder.resolve("jobs"));
    Files.writeString(
        folder.resolve("reveille.yaml"),
        """
        owner: night-desk
        alerts:
          good: {kind: webhook, urlEnv: GOOD_URL, allowPrivate: true}
          gone: {kind: slack, urlEnv: GONE_URL, allowPrivate: true}
          unset: {kind: discord, urlEnv: UNSET_URL}
          own: {kind: command, command: [sh, -c, "cat > taken.json"]}
        """);
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void each_channel_is_sent_a_test_and_what_came_of_it_is_told() {
    Called called = call("alert", "test");

    assertThat(called.code()).isEqualTo(1);
    assertThat(called.out())
        .containsPattern("good +webhook +delivered")
        .containsPattern("own +command +delivered")
        .contains("gone: it answers 410")
        .contains("unset: UNSET_URL is not set: put it into .env beside reveille.yaml");
    assertThat(taken).hasSize(2);
    assertThat(taken.get(0)).contains("reveille.test", "night-desk");
    assertThat(called.out() + called.err()).doesNotContain("/gone");
  }

  @Test
  void one_channel_alone_is_good_with_exit_code_0_and_json_for_programs() {
    Called called = call("alert", "test", "good", "-o", "json");

    assertThat(called.code()).isZero();
    JsonNode only = called.json().path(0);
    assertThat(only.path("channel").asText()).isEqualTo("good");
    assertThat(only.path("delivered").asBoolean()).isTrue();
    assertThat(only.get("error").isNull()).isTrue();
    assertThat(taken).hasSize(1);
  }

  @Test
  void a_channel_that_is_not_declared_is_a_usage_error() {
    Called called = call("alert", "test", "goood");

    assertThat(called.code()).isEqualTo(2);
    assertThat(called.err()).contains("no alert channel is called 'goood'", "good");
  }

  private Called call(String... args) {
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    return Called.with(
        folder, Map.of("GOOD_URL", address + "/hook", "GONE_URL", address + "/gone"), args);
  }
}
