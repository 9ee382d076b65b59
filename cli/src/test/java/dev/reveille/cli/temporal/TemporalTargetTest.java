package dev.reveille.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.cli.data.Addresses;
import dev.reveille.cli.data.DataFolder;
import dev.reveille.cli.data.UserFolders;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalTargetTest {
  private static final TargetFlags FLAGS = new TargetFlags("flag.example:1", "of-flag");

  @TempDir Path home;
  private final Map<String, String> environment = new HashMap<>();
  private DataFolder folder;

  @BeforeEach
  void an_empty_profile_of_its_own() throws Exception {
    var file = Files.createFile(home.resolve("temporal.toml"));
    environment.put("TEMPORAL_CONFIG_FILE", file.toString());
    folder =
        DataFolder.of(home.resolve("jobs"), null, new UserFolders(home, false, Map.of())).create();
  }

  @Test
  void the_flag_comes_before_the_profile_and_the_profile_before_the_running_up() throws Exception {
    try (var up = folder.lockForUp()) {
      assertThat(up).isNotNull();
      folder.publish(
          new Addresses(
              "127.0.0.1:3", "of-up", null, null, 42, Instant.parse("2026-01-01T00:00:00Z")));
      var ofUp = TemporalTarget.forCommand(TargetFlags.NONE, environment, folder);
      assertThat(ofUp.address()).isEqualTo("127.0.0.1:3");
      assertThat(ofUp.namespace()).isEqualTo("of-up");
      assertThat(ofUp.origin()).isEqualTo("`reveille up`, pid 42");

      profile("address = \"file.example:2\"\nnamespace = \"of-file\"\n");
      var ofFile = TemporalTarget.forCommand(TargetFlags.NONE, environment, folder);
      assertThat(ofFile.address()).isEqualTo("file.example:2");
      assertThat(ofFile.namespace()).isEqualTo("of-file");

      environment.put("TEMPORAL_ADDRESS", "env.example:2");
      var ofEnvironment = TemporalTarget.forCommand(TargetFlags.NONE, environment, folder);
      assertThat(ofEnvironment.address()).isEqualTo("env.example:2");
      assertThat(ofEnvironment.namespace()).isEqualTo("of-file");

      var ofFlags = TemporalTarget.forCommand(FLAGS, environment, folder);
      assertThat(ofFlags.address()).isEqualTo("flag.example:1");
      assertThat(ofFlags.namespace()).isEqualTo("of-flag");
      assertThat(ofFlags.origin()).isEqualTo("--address");
    }
  }

  @Test
  void nothing_named_means_embedded_for_up_and_no_server_for_the_other_commands() throws Exception {
    assertThat(TemporalTarget.given(TargetFlags.NONE, environment)).isEmpty();
    assertThat(TemporalTarget.given(new TargetFlags(null, "mine"), environment)).isEmpty();
    assertThatThrownBy(() -> TemporalTarget.forCommand(TargetFlags.NONE, environment, folder))
        .isInstanceOf(NoServer.class)
        .hasMessageContainingAll(
            folder.path().toString(), "start `reveille up`", "--address HOST:PORT");
  }

  @Test
  void what_cannot_be_understood_is_said_with_what_was_expected() throws Exception {
    assertInvalid(new TargetFlags("localhost", null), "\"localhost\" (--address) is not HOST:PORT");
    assertInvalid(new TargetFlags("localhost:99999", null), "127.0.0.1:7233");

    environment.put("TEMPORAL_PROFILE", "nowhere");
    assertInvalid(TargetFlags.NONE, "nowhere");
    environment.remove("TEMPORAL_PROFILE");

    Files.writeString(home.resolve("temporal.toml"), "[profile.default\n");
    assertInvalid(
        TargetFlags.NONE, "the Temporal profile (temporal.toml, TEMPORAL_*) cannot be read");

    environment.put("TEMPORAL_CONFIG_FILE", "/no/such.toml");
    assertInvalid(TargetFlags.NONE, "TEMPORAL_CONFIG_FILE names /no/such.toml");
  }

  @Test
  void a_dead_address_fails_soon_and_is_named_with_the_remedy() throws Exception {
    var target =
        TemporalTarget.given(new TargetFlags(closedPort(), null), environment).orElseThrow();
    var began = System.nanoTime();

    assertThatThrownBy(target::connect)
        .isInstanceOf(NoServer.class)
        .hasMessageContainingAll(
            "no Temporal server answers at " + target.address(),
            "from --address",
            "Connection refused",
            "start that server, or correct the address");
    // The limit is 4 s; the rest is for a machine that is busy with others.
    assertThat(TemporalTarget.CONNECT_LIMIT).isEqualTo(Duration.ofSeconds(4));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void a_profile_with_a_key_is_said_to_switch_tls_on() throws Exception {
    environment.put("TEMPORAL_API_KEY", "secret");
    var target =
        TemporalTarget.given(new TargetFlags(closedPort(), null), environment).orElseThrow();

    assertThatThrownBy(() -> target.connect(Duration.ofMillis(300)))
        .isInstanceOf(NoServer.class)
        .hasMessageContaining("with TLS as the Temporal profile says")
        .hasMessageNotContaining("secret");
  }

  @Test
  void a_port_that_accepts_but_never_answers_fails_as_soon() throws Exception {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var target =
          TemporalTarget.given(
                  new TargetFlags("127.0.0.1:" + silent.getLocalPort(), null), environment)
              .orElseThrow();
      var began = System.nanoTime();

      assertThatThrownBy(() -> target.connect(Duration.ofSeconds(1))).isInstanceOf(NoServer.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }
  }

  private void profile(String content) throws Exception {
    Files.writeString(home.resolve("temporal.toml"), "[profile.default]\n" + content);
  }

  private void assertInvalid(TargetFlags flags, String message) {
    assertThatThrownBy(() -> TemporalTarget.given(flags, environment))
        .isInstanceOf(InvalidTarget.class)
        .hasMessageContaining(message);
  }

  private static String closedPort() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }
}
