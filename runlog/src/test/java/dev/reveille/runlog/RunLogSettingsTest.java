package dev.reveille.runlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RunLogSettingsTest {
  private static final Path FOLDER = Path.of("unused");

  @Test
  void another_kind_of_url_is_refused_without_repeating_it() {
    assertThatThrownBy(() -> RunLogSettings.of(FOLDER, "mysql://me:secret@host/db", Map.of()))
        .isInstanceOf(RunLogUnavailable.class)
        .hasMessageContaining("jdbc:postgresql://")
        .hasMessageNotContaining("secret");
  }

  @Test
  void an_unreachable_server_is_named_without_credentials() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    RunLogSettings settings =
        RunLogSettings.of(
            FOLDER,
            "jdbc:postgresql://localhost:" + closed + "/runs?password=hidden1",
            Map.of(
                RunLogSettings.USER_VARIABLE, "me",
                RunLogSettings.PASSWORD_VARIABLE, "hidden2"));
    assertThat(settings.toString()).contains("/runs").doesNotContain("hidden");
    for (org.assertj.core.api.ThrowableAssert.ThrowingCallable opening :
        new org.assertj.core.api.ThrowableAssert.ThrowingCallable[] {
          () -> RunLogs.open(settings), () -> RunLogs.openToRead(settings)
        }) {
      assertThatThrownBy(opening)
          .isInstanceOfSatisfying(
              RunLogUnavailable.class,
              e -> {
                assertThat(e.reason()).isEqualTo(RunLogUnavailable.Reason.UNREACHABLE);
                StringWriter all = new StringWriter();
                e.printStackTrace(new PrintWriter(all));
                assertThat(all.toString()).doesNotContain("hidden1").doesNotContain("hidden2");
              })
          .hasMessageContaining("localhost:" + closed);
    }
  }

  @Test
  void both_dialects_have_the_newest_migration_and_none_after_it() throws Exception {
    for (String dialect : new String[] {"sqlite", "postgresql"}) {
      URL folder = RunLogs.class.getResource("migration/" + dialect);
      assertThat(folder).isNotNull();
      try (var files = Files.list(Path.of(folder.toURI()))) {
        assertThat(
                files
                    .map(file -> file.getFileName().toString())
                    .map(name -> Integer.valueOf(name.substring(1, name.indexOf("__")))))
            .contains(Schema.NEWEST)
            .allSatisfy(version -> assertThat(version).isLessThanOrEqualTo(Schema.NEWEST));
      }
    }
  }
}
