package dev.reveille.gateway.tunnel;

import static dev.reveille.gateway.tunnel.ProxyFixture.authorization;
import static dev.reveille.gateway.tunnel.ProxyFixture.connectTo;
import static dev.reveille.gateway.tunnel.ProxyFixture.head;
import static dev.reveille.gateway.tunnel.ProxyFixture.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.Tunnel;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class TunnelHandlerTest {
  private static final Duration PATIENT = Duration.ofMinutes(1);

  @Test
  void a_named_host_is_reached_and_the_connection_written_down_with_its_bytes() throws Exception {
    try (ProxyFixture fixture = new ProxyFixture(PATIENT, "LocalHost:PORT")) {
      try (Socket socket = fixture.connect()) {
        send(socket, connectTo("localhost:" + fixture.echoPort()));
        assertThat(head(socket)).startsWith("HTTP/1.1 200");
        send(socket, "tick");
        assertThat(socket.getInputStream().readNBytes(4)).asString().isEqualTo("tick");
        assertThat(fixture.pass.begun().endedAt()).isNull();
        send(socket, "tock!");
        socket.shutdownOutput();
        assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("tock!");
      }

      Tunnel ended = fixture.pass.ended();
      assertThat(ended.error()).isNull();
      assertThat(ended.allowed()).isTrue();
      assertThat(ended.host()).isEqualTo("localhost");
      assertThat(ended.port()).isEqualTo(fixture.echoPort());
      assertThat(ended.bytesOut()).isEqualTo(9);
      assertThat(ended.bytesIn()).isEqualTo(9);
    }
  }

  @Test
  void bytes_sent_ahead_of_the_answer_are_not_lost() throws Exception {
    try (ProxyFixture fixture = new ProxyFixture(PATIENT, "127.0.0.1:PORT");
        Socket socket = fixture.connect()) {
      send(socket, connectTo("127.0.0.1:" + fixture.echoPort()) + "early");
      assertThat(head(socket)).startsWith("HTTP/1.1 200");
      assertThat(socket.getInputStream().readNBytes(5)).asString().isEqualTo("early");
    }
  }

  @Test
  void more_than_any_buffer_holds_passes_whole_both_ways() throws Exception {
    byte[] much = new byte[20 << 20];
    try (ProxyFixture fixture = new ProxyFixture(PATIENT, "127.0.0.1:PORT")) {
      try (Socket socket = fixture.connect()) {
        send(socket, connectTo("127.0.0.1:" + fixture.echoPort()));
        head(socket);
        Thread sender =
            new Thread(
                () -> {
                  try {
                    socket.getOutputStream().write(much);
                    socket.shutdownOutput();
                  } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                });
        sender.start();
        assertThat(socket.getInputStream().readAllBytes()).hasSameSizeAs(much);
        sender.join();
      }
      assertThat(fixture.pass.ended().bytesIn()).isEqualTo(much.length);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"other.example:443", "127.0.0.1:1", "api.example:4430", "x.api.example:443"})
  void whatever_the_list_does_not_name_is_refused_and_written_down(String where) throws Exception {
    try (ProxyFixture fixture = new ProxyFixture(PATIENT, "api.example:443", "127.0.0.1:PORT")) {
      assertThat(fixture.refused(connectTo(where)))
          .startsWith("HTTP/1.1 403")
          .contains("may not reach " + where);

      Tunnel refused = fixture.pass.ended();
      assertThat(refused.allowed()).isFalse();
      assertThat(refused.error()).contains("network.allow");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "169.254.169.254",
        "fe80::1",
        "fd00:ec2::254",
        "100.100.100.200",
        "224.0.0.1"
      })
  void a_name_must_not_lead_to_this_machine_or_to_a_clouds_credentials(String address)
      throws Exception {
    try (ProxyFixture fixture = new ProxyFixture(PATIENT, "rebound.example:PORT")) {
      fixture.names.put("rebound.example", InetAddress.getByName(address));

      String answer = fixture.refused(connectTo("rebound.example:" + fixture.echoPort()));

      assertThat(answer).startsWith("HTTP/1.1 403").contains("leads to");
      assertThat(fixture.pass.ended().bytesOut()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2130706433:PORT", "0x7f000001:PORT", "127.1:PORT"})
  void an_odd_spelling_of_an_address_is_a_name(String where) throws Exception {
    try (ProxyFixture fixture = new ProxyFixture(PATIENT, where)) {
      String port = Integer.toString(fixture.echoPort());

      assertThat(fixture.refused(connectTo(where.replace("PORT", port))))
          .doesNotStartWith("HTTP/1.1 200");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:0",
        "localhost:65536",
        "localhost:-1",
        "user@localhost:443",
        "local%68ost:443",
        "localhost:443:443"
      })
  void what_is_no_host_and_port_is_refused(String where) throws Exception {
    try (ProxyFixture fixture = new ProxyFixture(PATIENT, "localhost:443")) {
      assertThat(fixture.refused(connectTo(where))).startsWith("HTTP/1.1 400");
      assertThat(fixture.pass.written()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Proxy-Authorization: Basic cnVuOkJCQkI=\r\n",
        "Proxy-Authorization: Basic !!\r\n",
        "Proxy-Authorization: Bearer AAAAAAAAAAAAAAAAAAAAAA\r\n",
        "Authorization: Basic cnVuOkFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=\r\n"
      })
  void without_the_token_of_a_run_nothing_is_reached(String header) throws Exception {
    try (ProxyFixture fixture = new ProxyFixture(PATIENT, "127.0.0.1:PORT")) {
      String where = "127.0.0.1:" + fixture.echoPort();

      String answer =
          fixture.refused(
              "CONNECT " + where + " HTTP/1.1\r\nHost: " + where + "\r\n" + header + "\r\n");

      assertThat(answer).startsWith("HTTP/1.1 407").contains("Basic realm=\"reveille\"");
      assertThat(fixture.pass.written()).isEmpty();
    }
  }

  @Test
  void the_end_of_the_attempt_cuts_its_connections_and_lets_in_no_more() throws Exception {
    try (ProxyFixture fixture = new ProxyFixture(PATIENT, "127.0.0.1:PORT")) {
      String request = connectTo("127.0.0.1:" + fixture.echoPort());
      try (Socket socket = fixture.connect()) {
        send(socket, request);
        head(socket);

        fixture.pass.end();

        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(fixture.pass.ended().error()).isEqualTo("the run attempt ended");
      assertThat(fixture.refused(request)).startsWith("HTTP/1.1 407");
    }
  }

  @Test
  void a_connection_on_which_nothing_passes_is_ended() throws Exception {
    try (ProxyFixture fixture = new ProxyFixture(Duration.ofMillis(200), "127.0.0.1:PORT");
        Socket socket = fixture.connect()) {
      send(socket, connectTo("127.0.0.1:" + fixture.echoPort()));
      head(socket);

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(fixture.pass.ended().error()).isEqualTo("nothing passed for too long");
    }
  }

  @Test
  void a_host_that_does_not_listen_is_told_and_written_down() throws Exception {
    int closed;
    try (ServerSocket gone = new ServerSocket(0)) {
      closed = gone.getLocalPort();
    }
    try (ProxyFixture fixture = new ProxyFixture(PATIENT, "127.0.0.1:" + closed)) {
      assertThat(fixture.refused(connectTo("127.0.0.1:" + closed)))
          .startsWith("HTTP/1.1 502")
          .contains("connection refused");
      assertThat(fixture.pass.ended().error()).contains("connection refused");
    }
  }

  @Test
  void a_host_without_an_address_is_told() throws Exception {
    try (ProxyFixture fixture = new ProxyFixture(PATIENT, "nowhere.invalid:443")) {
      assertThat(fixture.refused(connectTo("nowhere.invalid:443")))
          .startsWith("HTTP/1.1 502")
          .contains("has no address");
    }
  }

  @Test
  void plain_http_through_the_proxy_is_refused_with_the_way_out() throws Exception {
    try (ProxyFixture fixture = new ProxyFixture(PATIENT, "127.0.0.1:PORT")) {
      String where = "127.0.0.1:" + fixture.echoPort();

      String answer =
          fixture.refused(
              "GET http://"
                  + where
                  + "/ HTTP/1.1\r\nHost: "
                  + where
                  + "\r\n"
                  + authorization()
                  + "\r\n");

      assertThat(answer).startsWith("HTTP/1.1 403").contains("--proxytunnel");
      assertThat(fixture.pass.ended().allowed()).isFalse();
    }
  }

  @Test
  void what_is_for_the_gateway_itself_goes_on_to_it() throws Exception {
    try (ProxyFixture fixture = new ProxyFixture(PATIENT)) {
      for (String request :
          List.of(
              "GET /run/x/openai/v1/models HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n",
              "GET http://gateway/run/x/openai/v1/models HTTP/1.1\r\nHost: gateway\r\n"
                  + authorization()
                  + "Connection: close\r\n\r\n")) {
        assertThat(fixture.refused(request)).endsWith("the door");
      }
    }
  }
}
