package dev.reveille.activities.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reveille.activities.web.Sink;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a notice that a channel does not take, and what people are told of it. */
class DeliveryTroubleTest {
  private static final String KEY = "T0P/S3CRET";

  @TempDir Path folder;
  private Bench bench;
  private Sink sink;

  @BeforeEach
  void open() throws Exception {
    bench = new Bench(folder);
    sink = Sink.open();
    bench.secret("SLACK", sink.address() + "/" + KEY);
  }

  @AfterEach
  void close() {
    sink.close();
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({
    "301, true, a redirect",
    "400, true, does not take the message",
    "401, true, does not accept the URL in SLACK",
    "403, true, does not accept the URL in SLACK",
    "404, true, make a new one and mend the URL in SLACK",
    "410, true, make a new one and mend the URL in SLACK",
    "408, false, it answers 408",
    "429, false, too many messages",
    "500, false, it answers 500",
    "503, false, it answers 503"
  })
  void a_status_says_whether_another_try_can_help(int status, boolean forGood, String words) {
    sink.answer(status, "", "Location: http://127.0.0.1/");

    Undelivered trouble = trouble();

    assertThat(trouble.forGood()).isEqualTo(forGood);
    assertThat(trouble).hasMessageContaining(words).hasNoCause();
    assertThat(sink.taken()).hasSize(1);
  }

  @Test
  void a_channel_that_asks_for_time_is_given_it_up_to_a_quarter_of_an_hour() {
    sink.answer(429, "", "Retry-After: 30").answer(503, "", "Retry-After: 86400");
    sink.answer(429, "{\"ok\":false,\"parameters\":{\"retry_after\":7}}");
    sink.answer(429, "{\"message\":\"slow down\",\"retry_after\":1.5}").answer(500, "");

    assertThat(trouble().waitFor()).isEqualTo(Duration.ofSeconds(30));
    assertThat(trouble().waitFor()).isEqualTo(Duration.ofMinutes(15));
    assertThat(trouble().waitFor()).isEqualTo(Duration.ofSeconds(7));
    assertThat(trouble().waitFor()).isEqualTo(Duration.ofMillis(1_500));
    assertThat(trouble().waitFor()).isNull();
  }

  @Test
  void an_answer_that_repeats_the_secret_is_told_without_it() {
    sink.answer(400, "no such hook: " + sink.address() + "/" + KEY);

    assertThat(trouble()).hasMessageContaining("no such hook: ***").hasMessageNotContaining(KEY);
  }

  @Test
  void silence_and_a_closed_door_are_told_without_the_address() {
    sink.hang();
    assertThat(trouble()).hasMessage("no answer within 2 s");
    sink.close();
    assertThat(trouble()).hasMessage("nothing listens at its address");
  }

  @Test
  void a_secret_that_is_missing_or_no_address_names_its_variable_alone() {
    bench.secrets.remove("SLACK");
    assertThat(trouble()).hasMessageStartingWith("SLACK is not set: put it into .env");
    bench.secret("SLACK", KEY + " with spaces");
    assertThat(trouble())
        .hasMessageContaining("value of SLACK is no address")
        .hasMessageNotContaining(KEY);
    bench.secret("SLACK", KEY);
    assertThat(trouble()).hasMessageContaining("https://").hasMessageNotContaining(KEY);
  }

  @Test
  void a_private_address_is_refused_unless_the_channel_allows_it() {
    bench.secret("SLACK", "https://127.0.0.1:" + sink.port() + "/" + KEY);
    Sender guarded = bench.sender("slack", "{\"urlEnv\":\"SLACK\"}");

    Undelivered trouble = trouble(guarded);

    assertThat(trouble.forGood()).isTrue();
    assertThat(trouble).hasMessageContaining("allowPrivate: true").hasMessageNotContaining(KEY);
    assertThat(sink.taken()).isEmpty();
  }

  @Test
  void a_channel_that_was_down_takes_the_next_try() throws Exception {
    int port = sink.port();
    sink.close();
    assertThat(trouble().forGood()).isFalse();
    sink = Sink.at(port);

    assertThatCode(() -> Bench.send(slack(), Notices.failure())).doesNotThrowAnyException();
    assertThat(sink.taken()).hasSize(1);
  }

  @Test
  void a_program_that_fails_is_told_with_what_it_said() {
    Sender command = bench.command("sh", "-c", "echo out of paper >&2; exit 3");

    assertThat(trouble(command)).hasMessage("its program ended with exit code 3: out of paper");
  }

  @Test
  void a_program_is_given_the_notice_as_one_line() throws Exception {
    Path file = folder.resolve("taken.json");
    Bench.send(bench.command("sh", "-c", "cat > " + file), Notices.failure());

    assertThat(file)
        .content()
        .startsWith("{")
        .endsWith("}\n")
        .contains("\"kind\":\"failure\"", "\"title\":\"Night plan: BOOT_TIMEOUT\"");
  }

  private Sender slack() {
    return bench.sender("slack", "{\"urlEnv\":\"SLACK\",\"allowPrivate\":true}");
  }

  private Undelivered trouble() {
    return trouble(slack());
  }

  private static Undelivered trouble(Sender sender) {
    return catchThrowableOfType(Undelivered.class, () -> Bench.send(sender, Notices.failure()));
  }
}
