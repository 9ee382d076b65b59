package dev.reveille.activities.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.activities.web.Sink;
import dev.reveille.domain.Json;
import dev.reveille.domain.alert.Notice;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each kind of web channel is sent, byte for byte as a real server takes it. */
class WebChannelsTest {
  private static final String HOSTILE =
      "<!channel> <https://evil.example|bill> @everyone **now** `x` &amp; \u202Egnp.exe \u001B[31mred";

  @TempDir Path folder;
  private Bench bench;
  private Sink sink;

  @BeforeEach
  void open() throws Exception {
    bench = new Bench(folder);
    sink = Sink.open();
  }

  @AfterEach
  void close() {
    sink.close();
    bench.close();
  }

  @Test
  void slack_gets_a_text_in_which_nothing_is_a_link_or_a_mention() throws Exception {
    bench.secret("SLACK", sink.address() + "/services/T/B/x");
    Sender slack = bench.sender("slack", "{\"urlEnv\":\"SLACK\",\"allowPrivate\":true}");

    Bench.send(slack, Notices.saying("Plan <@U1>: late", HOSTILE));

    JsonNode body = body();
    assertThat(body.path("text").asText())
        .startsWith(
            "*🔴 Plan &lt;@U1&gt;: late*\n\n&lt;!channel&gt; &lt;https://evil.example|bill&gt;")
        .contains("&amp;amp; gnp.exe red")
        .contains("See which stage hung.")
        .endsWith(
            "night-desk · due 2026-11-21 22:00 UTC · reveille show plan-1-2026-11-21T22:00:00Z");
    assertThat(body.path("parse").asText()).isEqualTo("none");
    assertThat(body.path("link_names").asBoolean(true)).isFalse();
    assertThat(body.path("unfurl_links").asBoolean(true)).isFalse();
    assertThat(sink.taken().get(0).path()).isEqualTo("/services/T/B/x");
  }

  @Test
  void discord_gets_an_embed_that_mentions_nobody() throws Exception {
    bench.secret("HOOK", sink.address() + "/api/webhooks/1/x?thread_id=5");
    Sender discord = bench.sender("discord", "{\"urlEnv\":\"HOOK\",\"allowPrivate\":true}");

    Bench.send(discord, Notices.saying("Plan: late", HOSTILE));

    JsonNode body = body();
    assertThat(sink.taken().get(0).path()).isEqualTo("/api/webhooks/1/x?thread_id=5&wait=true");
    assertThat(body.path("allowed_mentions").path("parse")).isEmpty();
    assertThat(body.path("allowed_mentions").has("parse")).isTrue();
    assertThat(body.path("content").asText("")).isEmpty();
    assertThat(body.path("embeds").path(0).path("title").asText()).isEqualTo("🔴 Plan\\: late");
    assertThat(body.path("embeds").path(0).path("description").asText())
        .startsWith(
            "\\<!channel\\> \\<https\\://evil.example\\|bill\\> \\@everyone \\*\\*now\\*\\*");
  }

  @Test
  void telegram_gets_html_without_a_mention_and_its_token_only_in_the_path() throws Exception {
    bench.secret("BOT", "123:abc_DEF");
    Sender telegram =
        bench.sender(
            "telegram",
            "{\"tokenEnv\":\"BOT\",\"chat\":\"-1001\",\"url\":\"%s\",\"allowPrivate\":true}"
                .formatted(sink.address()));

    Bench.send(telegram, Notices.saying("Plan <b>: late", HOSTILE));

    assertThat(sink.taken().get(0).path()).isEqualTo("/bot123:abc_DEF/sendMessage");
    JsonNode body = body();
    assertThat(body.path("chat_id").asText()).isEqualTo("-1001");
    assertThat(body.path("parse_mode").asText()).isEqualTo("HTML");
    assertThat(body.path("link_preview_options").path("is_disabled").asBoolean()).isTrue();
    assertThat(body.path("text").asText())
        .startsWith("<b>🔴 Plan &lt;b&gt;: late</b>\n\n&lt;!channel&gt;")
        .contains("@\u2060everyone");
  }

  @Test
  void ntfy_gets_plain_text_within_its_bytes() throws Exception {
    bench.secret("NTFY", "tk_1");
    Sender ntfy =
        bench.sender(
            "ntfy",
            "{\"topic\":\"night\",\"tokenEnv\":\"NTFY\",\"url\":\"%s\",\"allowPrivate\":true}"
                .formatted(sink.address()));

    Bench.send(ntfy, Notices.saying("计划: late", "数据".repeat(5_000)));

    JsonNode body = body();
    assertThat(sink.taken().get(0).headers()).containsEntry("authorization", "Bearer tk_1");
    assertThat(body.path("topic").asText()).isEqualTo("night");
    assertThat(body.path("title").asText()).isEqualTo("🔴 计划: late");
    assertThat(body.path("message").asText().getBytes(UTF_8).length).isBetween(3_500, 3_900);
    assertThat(body.path("message").asText()).contains("数…\n\nSee which stage hung.");
    assertThat(body.path("priority").asInt()).isEqualTo(4);
  }

  @Test
  void a_webhook_is_signed_over_id_time_and_body_and_a_second_try_bears_the_same_id()
      throws Exception {
    bench.secret("KEY", "whsec_Z2VoZWlt");
    Sender webhook =
        bench.sender(
            "webhook",
            "{\"url\":\"%s/hook\",\"secretEnv\":\"KEY\",\"allowPrivate\":true}"
                .formatted(sink.address()));
    Notice notice = Notices.failure();

    Bench.send(webhook, notice);
    Bench.send(webhook, notice);

    Sink.Taken first = sink.taken().get(0);
    String id = requireNonNull(first.headers().get("webhook-id"));
    String seconds = requireNonNull(first.headers().get("webhook-timestamp"));
    assertThat(seconds).isEqualTo(Long.toString(Notices.NIGHT.getEpochSecond()));
    assertThat(first.headers())
        .containsEntry(
            "webhook-signature",
            WebhookSignature.of("geheim", id, seconds, first.body().getBytes(UTF_8)));
    assertThat(sink.taken().get(1).headers())
        .containsEntry("webhook-id", id)
        .containsEntry("idempotency-key", id);
    JsonNode body = body();
    assertThat(body.path("type").asText()).isEqualTo("reveille.failure");
    JsonNode data = body.path("data");
    assertThat(data.path("id").asText()).isEqualTo("incident-7/1");
    assertThat(data.path("items").path(0).path("job").asText()).isEqualTo("plan-1");
    assertThat(data.path("items").path(0).path("due").asText()).isEqualTo("2026-11-21T22:00:00Z");
    assertThat(data.path("remedy").asText()).isEqualTo("See which stage hung.");
  }

  @Test
  void files_follow_the_text_where_they_are_text() throws Exception {
    bench.secret("SLACK", sink.address());
    Sender slack = bench.sender("slack", "{\"urlEnv\":\"SLACK\",\"allowPrivate\":true}");

    slack.send(
        Notices.failure(),
        List.of(
            new Enclosure("out/plan.md", 6, "# Plan".getBytes(UTF_8)),
            new Enclosure("out/a.bin", 2, new byte[] {0, -1}),
            new Enclosure("out/big.csv", 9_000_000, new byte[0])));

    assertThat(body().path("text").asText())
        .contains("out/plan.md (6 bytes)\n# Plan\n\nout/a.bin (2 bytes)\n\n")
        .contains("out/big.csv (9.0 MB, too large to send)");
  }

  @Test
  void a_digest_lists_its_jobs_and_cuts_the_list() throws Exception {
    bench.secret("SLACK", sink.address());
    Sender slack = bench.sender("slack", "{\"urlEnv\":\"SLACK\",\"allowPrivate\":true}");

    Bench.send(slack, Notices.digest(24));

    assertThat(body().path("text").asText())
        .contains("• Plan 1: BOOT_TIMEOUT, Hung in session/new for 60 s.")
        .contains("• Plan 20:")
        .contains("… and 4 more")
        .hasSizeLessThan(3_900);
  }

  private JsonNode body() {
    return Json.read(sink.taken().get(0).body(), JsonNode.class);
  }
}
