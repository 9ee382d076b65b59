package dev.reveille.gateway;

import static dev.reveille.gateway.GatewayFixture.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.domain.run.ModelCall;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class SocketFileTest {
  @TempDir private Path folder;

  @Test
  void a_call_passes_over_the_unix_socket() throws Exception {
    Path ownFolder = folder.resolve("new");
    Path socket = ownFolder.resolve("gw.sock");
    try (GatewayFixture fixture = new GatewayFixture(GatewayOptions.defaults().socket(socket))) {
      assertThat(fixture.gateway.socket()).isEqualTo(socket);
      assertThat(mode(socket)).isEqualTo("rw-------");
      assertThat(mode(ownFolder)).isEqualTo("rwx------");

      String answer =
          RawHttp.over(
              socket,
              RawHttp.request(
                  "POST",
                  fixture.access.path("openai") + "/v1/responses",
                  ask(GatewayFixture.MODEL, true)));

      assertThat(answer).startsWith("HTTP/1.1 200").contains("response.completed");
      ModelCall call = fixture.calls.onlyEnded();
      assertThat(call.answered()).isEqualTo(GatewayFixture.MODEL);
    }
    assertThat(socket).doesNotExist();
  }

  @Test
  void what_a_killed_process_left_is_replaced() throws Exception {
    Path socket = folder.resolve("gw.sock");
    ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(socket))
        .close();
    assertThat(socket).exists();

    new SocketFile(socket).bind().close();
  }

  @Test
  void a_socket_in_use_is_left_alone() throws Exception {
    Path socket = folder.resolve("gw.sock");
    try (ServerSocketChannel living = new SocketFile(socket).bind()) {
      assertThatThrownBy(() -> new GatewayFixture(GatewayOptions.defaults().socket(socket)))
          .isInstanceOf(IOException.class)
          .hasMessage("another process listens on the socket " + socket);
      assertThat(living.isOpen()).isTrue();
      assertThat(socket).exists();
    }
  }

  @Test
  void a_file_in_the_way_is_not_removed() throws Exception {
    Path file = Files.writeString(folder.resolve("gw.sock"), "precious");

    assertThatThrownBy(() -> new SocketFile(file).bind()).hasMessageContaining("is no socket");
    assertThat(file).hasContent("precious");
  }

  @Test
  void a_folder_open_to_others_is_refused() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));

    assertThatThrownBy(() -> new SocketFile(folder.resolve("gw.sock")).bind())
        .hasMessageContaining("has mode rwxr-x---", "chmod 700");
  }

  @Test
  void a_path_longer_than_an_address_is_refused() {
    Path socket = folder.resolve("x".repeat(108));

    assertThatThrownBy(() -> new SocketFile(socket).bind())
        .hasMessageContaining("choose a shorter folder");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
