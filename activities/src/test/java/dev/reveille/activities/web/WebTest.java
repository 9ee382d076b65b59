package dev.reveille.activities.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.gateway.tunnel.Names;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private Sink sink;
  private final AtomicInteger looks = new AtomicInteger();

  @BeforeEach
  void open() throws Exception {
    sink = Sink.open();
  }

  @AfterEach
  void close() {
    sink.close();
  }

  @Test
  void what_is_sent_arrives_and_what_is_answered_comes_back() throws Exception {
    sink.answer(202, "taken");

    Answer answer = send(sink.address() + "/a?b=c", true);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(sink.taken()).hasSize(1);
    assertThat(sink.taken().get(0).path()).isEqualTo("/a?b=c");
    assertThat(sink.taken().get(0).body()).isEqualTo("hello");
    assertThat(sink.taken().get(0).headers()).containsEntry("x-mark", "one");
  }

  @Test
  void a_redirect_is_an_answer_and_is_not_followed() throws Exception {
    sink.answer(302, "", "Location: " + sink.address() + "/other");

    assertThat(send(sink.address(), true).status()).isEqualTo(302);
    assertThat(sink.taken()).hasSize(1);
  }

  @Test
  void silence_ends_after_the_patience_and_names_no_address() {
    sink.hang();

    assertThatThrownBy(() -> send(sink.address() + "/secret", true))
        .isInstanceOfSatisfying(Unsent.class, unsent -> assertThat(unsent.forGood()).isFalse())
        .hasMessage("no answer within 1 s")
        .hasNoCause();
  }

  @Test
  void an_endless_answer_is_read_to_its_bound_only() throws Exception {
    sink.answer(400, "x".repeat(3_000_000));

    Answer answer = send(sink.address(), true);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).hasSize(16 << 10);
  }

  @Test
  void an_address_of_this_machine_is_refused_before_any_connection() {
    assertThatThrownBy(() -> send("https://127.0.0.1:" + sink.port() + "/", false))
        .isInstanceOfSatisfying(Unsent.class, unsent -> assertThat(unsent.forGood()).isTrue())
        .hasMessageContaining("allowPrivate: true");
    assertThat(sink.taken()).isEmpty();
  }

  @Test
  void a_name_is_looked_up_once_and_one_private_address_among_others_closes_it() {
    assertThatThrownBy(() -> send("https://trap.example:" + sink.port() + "/", false))
        .hasMessageContaining("private network");
    assertThat(looks).hasValue(1);
    assertThat(sink.taken()).isEmpty();
  }

  @Test
  void a_connection_goes_to_the_address_that_was_judged() throws Exception {
    assertThat(send("http://moving.example:" + sink.port() + "/", true).status()).isEqualTo(200);
    assertThat(looks).hasValue(1);
  }

  @Test
  void without_tls_nothing_goes_to_the_open_internet() {
    assertThatThrownBy(() -> send("http://moving.example/", false))
        .isInstanceOfSatisfying(Unsent.class, unsent -> assertThat(unsent.forGood()).isTrue())
        .hasMessageContaining("https://");
    assertThat(looks).hasValue(0);
  }

  @Test
  void an_unknown_name_and_a_closed_door_may_be_tried_again() {
    assertThatThrownBy(() -> send("https://nowhere.example/", false))
        .isInstanceOfSatisfying(Unsent.class, unsent -> assertThat(unsent.forGood()).isFalse())
        .hasMessageContaining("not known");
    int port = sink.port();
    sink.close();
    assertThatThrownBy(() -> send("http://127.0.0.1:" + port + "/", true))
        .hasMessage("nothing listens at its address");
  }

  private Answer send(String target, boolean allowPrivate) throws Exception {
    try (Web web = new Web(this::addresses, PATIENCE)) {
      return web.send(
          new Post(
              URI.create(target),
              allowPrivate,
              Map.of("X-Mark", "one"),
              "text/plain",
              "hello".getBytes(UTF_8)));
    }
  }

  private InetAddress[] addresses(String host) throws UnknownHostException {
    int look = looks.incrementAndGet();
    InetAddress here = InetAddress.getLoopbackAddress();
    return switch (host) {
      case "trap.example" -> new InetAddress[] {InetAddress.getByName("1.1.1.1"), here};
      case "moving.example" ->
          new InetAddress[] {look == 1 ? here : InetAddress.getByName("192.0.2.1")};
      case "nowhere.example" -> throw new UnknownHostException(host);
      default -> Names.OF_THE_SYSTEM.addresses(host);
    };
  }
}
