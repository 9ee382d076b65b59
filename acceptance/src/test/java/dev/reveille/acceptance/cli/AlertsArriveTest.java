package dev.reveille.acceptance.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a run to the people who wait for word of it, through a real SMTP server and a real web
 * server: a failure is told once, a result with its file, and an outside watcher hears of both.
 */
class AlertsArriveTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir Path root;
  private GreenMail mail;
  private HttpServer web;
  private final List<TakenPost> taken = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() throws Exception {
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
    web.createContext(
        "/",
        exchange -> {
          Map<String, String> headers = new HashMap<>();
          exchange
              .getRequestHeaders()
              .forEach((name, all) -> headers.put(name.toLowerCase(Locale.ROOT), all.get(0)));
          taken.add(
              new TakenPost(
                  exchange.getRequestURI().toString(),
                  headers,
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    web.start();
  }

  @AfterEach
  void close() {
    web.stop(0);
    mail.stop();
  }

  @Test
  void a_failed_run_is_told_once_by_mail_and_signed_webhook_and_a_result_brings_its_file()
      throws Exception {
    try (Product product = Product.in(root).with("HOOK_SECRET", "geheim")) {
      write(product);
      try (RunningUp up = product.up()) {
        Said failed = product.call("start", "broken", "--wait", "-o", "json");
        assertThat(failed.code()).isEqualTo(1);
        Until.holds("the alert's mail", LIMIT, () -> mail.getReceivedMessages().length > 0);
        Until.holds("the alert's webhook", LIMIT, () -> !posts("/hook").isEmpty());
        Said good = product.call("start", "good", "--wait", "-o", "json");
        assertThat(good.code()).isZero();
        Until.holds("the result's mail", LIMIT, () -> mail.getReceivedMessages().length > 1);
        Until.holds("the result's webhook", LIMIT, () -> posts("/hook").size() > 1);
        String run = good.document().path("run").asText();
        Until.holds(
            "the record of the delivery",
            LIMIT,
            () -> events(product, run).stream().filter("DELIVERED"::equals).count() == 2);
        Until.holds("the last ping", LIMIT, () -> posts("/check").size() == 4);
        Until.holds("the ledger's ping", LIMIT, () -> !posts("/alive").isEmpty());
        drillsArrive(product);
        assertThat(up.end()).isZero();
      }
    }
    anAlertOf(mail.getReceivedMessages()[0], posts("/hook").get(0));
    aResultOf(mail.getReceivedMessages()[1], posts("/hook").get(1));
    assertThat(mail.getReceivedMessages()).hasSize(3);
    assertThat(posts("/hook")).hasSize(3).allSatisfy(AlertsArriveTest::isSigned);
    assertThat(posts("/check").stream().map(post -> post.path().replaceAll("=.*", "")))
        .containsExactly("/check/start?rid", "/check/fail?rid", "/check/start?rid", "/check?rid");
    assertThat(posts("/check").get(1).body()).contains("EXECUTE_FAILED");
  }

  /** Through the same channels, and no part of any job's past. */
  private void drillsArrive(Product product) throws Exception {
    Said drill = product.call("drill", "--against", "-o", "json");
    assertThat(drill.code()).as(drill.err()).isZero();
    assertThat(drill.document().path("channels"))
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.path("delivered").asBoolean()).isTrue());
    String run = drill.document().path("run").asText();
    assertThat(product.call("show", run, "-o", "json").document().path("trigger").asText())
        .isEqualTo("drill");
    assertThat(mail.getReceivedMessages()[2].getSubject()).contains("DRILL");
    assertThat(posts("/hook").get(2).body()).contains("reveille.drill");
    assertThat(product.call("ledger", "-o", "json").out()).doesNotContain("drill");
    assertThat(product.call("jobs", "-o", "json").out()).doesNotContain("drill");
  }

  private void write(Product product) throws Exception {
    String address = "http://127.0.0.1:" + web.getAddress().getPort();
    product
        .write(
            "reveille.yaml",
            """
            owner: nights
            ping: {url: "%s/alive", allowPrivate: true}
            alerts:
              board: {kind: webhook, url: "%s/hook", secretEnv: HOOK_SECRET, allowPrivate: true}
              mail: {kind: email, host: 127.0.0.1, port: %d, from: r@desk.example, to: [a@desk.example]}
            """
                .formatted(address, address, mail.getSmtp().getPort()))
        .write(
            "jobs/broken.yaml",
            """
            name: broken
            schedule: {kind: cron, expr: "0 22 29 2 *", tz: UTC}
            payload: {kind: command, argv: [sh, -c, "echo nothing works; exit 3"]}
            ping: {url: "%s/check", allowPrivate: true}
            """
                .formatted(address))
        .write(
            "jobs/good.yaml",
            """
            name: good
            schedule: {kind: cron, expr: "0 22 29 2 *", tz: UTC}
            payload:
              kind: command
              argv: [sh, -c, "mkdir -p out; echo '# Plan' > out/plan.md; echo tuned 3 motors"]
            expect: {files: [{glob: "out/*.md", fresh: true}]}
            deliver: [mail, board]
            ping: {url: "%s/check", allowPrivate: true}
            """
                .formatted(address));
  }

  private static void anAlertOf(MimeMessage mail, TakenPost post) throws Exception {
    assertThat(mail.getSubject()).contains("broken");
    assertThat(mail.getContent().toString()).contains("reveille show broken-");
    JsonNode document = new ObjectMapper().readTree(post.body());
    assertThat(document.path("type").asText()).isEqualTo("reveille.failure");
    JsonNode item = document.path("data").path("items").path(0);
    assertThat(item.path("job").asText()).isEqualTo("broken");
    assertThat(item.path("verdict").asText()).isEqualTo("EXECUTE_FAILED");
  }

  private static void aResultOf(MimeMessage mail, TakenPost post) throws Exception {
    Multipart parts = (Multipart) mail.getContent();
    assertThat(parts.getBodyPart(parts.getCount() - 1).getFileName()).isEqualTo("plan.md");
    JsonNode data = new ObjectMapper().readTree(post.body()).path("data");
    assertThat(data.path("kind").asText()).isEqualTo("result");
    assertThat(data.path("text").asText()).isEqualTo("tuned 3 motors");
    assertThat(data.path("files").path(0).path("name").asText()).isEqualTo("out/plan.md");
    assertThat(Base64.getDecoder().decode(data.path("files").path(0).path("base64").asText()))
        .isEqualTo("# Plan\n".getBytes(UTF_8));
  }

  private static void isSigned(TakenPost post) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("geheim".getBytes(UTF_8), "HmacSHA256"));
    String signed =
        post.headers().get("webhook-id")
            + "."
            + post.headers().get("webhook-timestamp")
            + "."
            + post.body();
    assertThat(post.headers().get("webhook-signature"))
        .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8))));
  }

  private List<TakenPost> posts(String path) {
    return taken.stream().filter(post -> post.path().startsWith(path)).toList();
  }

  private static List<String> events(Product product, String run) throws Exception {
    return product
        .ask("show", run, "-o", "json")
        .document()
        .path("events")
        .findValuesAsText("event");
  }
}
