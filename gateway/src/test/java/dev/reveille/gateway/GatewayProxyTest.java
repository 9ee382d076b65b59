package dev.reveille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.Tunnel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class GatewayProxyTest {
  private static final RunKey RUN = new RunKey("fetching", "run-1");

  @Test
  void an_attempts_token_opens_its_own_list_and_its_end_closes_what_is_open() throws Exception {
    try (GatewayFixture fixture = new GatewayFixture();
        ServerSocket host = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String where = "127.0.0.1:" + host.getLocalPort();
      Access access =
          fixture.gateway.open(
              new Grant(
                  RUN,
                  1,
                  "fetching",
                  GatewayFixture.DUE,
                  ModelPin.strict(new ModelRef("openai", GatewayFixture.MODEL)),
                  fixture.providers(),
                  List.of(where)));
      try (Socket other = new Socket()) {
        other.connect(new InetSocketAddress("127.0.0.1", fixture.gateway.port()));
        assertThat(answer(other, where, fixture.access.token())).startsWith("HTTP/1.1 403");
      }
      try (Socket agent = new Socket()) {
        agent.connect(new InetSocketAddress("127.0.0.1", fixture.gateway.port()));
        assertThat(answer(agent, where, access.token())).startsWith("HTTP/1.1 200");

        fixture.gateway.revoke(access.token());

        assertThat(agent.getInputStream().read()).isEqualTo(-1);
      }

      List<Tunnel> ofRun =
          fixture.calls.tunnels().stream().filter(tunnel -> tunnel.key().equals(RUN)).toList();
      assertThat(ofRun).hasSize(2);
      assertThat(ofRun.get(1).endedAt()).isNotNull();
      assertThat(ofRun.get(1).error()).isEqualTo("the run attempt ended");
    }
  }

  private static String answer(Socket socket, String where, String token) throws Exception {
    String pair =
        Base64.getEncoder().encodeToString(("run:" + token).getBytes(StandardCharsets.UTF_8));
    socket
        .getOutputStream()
        .write(
            ("CONNECT "
                    + where
                    + " HTTP/1.1\r\nHost: "
                    + where
                    + "\r\nProxy-Authorization: Basic "
                    + pair
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
    byte[] head = new byte[512];
    return new String(
        head, 0, Math.max(0, socket.getInputStream().read(head)), StandardCharsets.UTF_8);
  }
}
