package dev.reveille.worker.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.worker.pages.Pages;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardAccessTest {
  private static final String TOKEN = "the-token-of-this-test";
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> done = new ArrayList<>();
  @TempDir private Path data;
  private JdbcRunLog log;
  private Board board;
  private Pages pages;

  @BeforeEach
  void start() throws IOException {
    log = RunLogs.open(RunLogSettings.sqlite(data));
    serve(false);
  }

  private void serve(boolean open) throws IOException {
    board =
        new Board(
            new BoardSettings(
                log,
                new NotingDesk(),
                () -> new WorkerNow("desk", 4, 0, 0, null, List.of()),
                null,
                TOKEN,
                open,
                "this test",
                null,
                ZoneId.of("UTC"),
                Clock.systemUTC()));
    pages =
        Pages.start(
            new InetSocketAddress("127.0.0.1", 0), () -> "m 1\n", Optional::empty, board.handler());
  }

  @AfterEach
  void stop() {
    pages.close();
    board.close();
    log.close();
  }

  @Test
  void a_local_board_is_read_by_all_of_the_machine_under_a_strict_policy() throws Exception {
    HttpResponse<String> page = get("/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("No job is scheduled yet").doesNotContain("style=", "onclick");
    assertThat(header(page, "Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(get("/metrics").body()).isEqualTo("m 1\n");
    assertThat(get("/jobs/none").statusCode()).isEqualTo(404);
    assertThat(get("/assets/../board.css").statusCode()).isEqualTo(404);
  }

  @Test
  void another_host_name_is_refused_as_a_page_of_elsewhere_may_point_it_here() throws Exception {
    assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example\r\n")).contains(" 421 ");
    assertThat(raw("GET /metrics HTTP/1.1\r\nHost: evil.example\r\n")).contains(" 421 ");
    assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\n")).contains(" 200 ");
    assertThat(raw("GET / HTTP/1.1\r\nHost: [::1]\r\n")).contains(" 200 ");
  }

  @Test
  void an_open_board_shows_nothing_without_the_token() throws Exception {
    pages.close();
    board.close();
    serve(true);

    for (String path : List.of("/", "/jobs/a", "/runs/a", "/hosts", "/log/a")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(303);
      assertThat(header(get(path), "Location")).isEqualTo("/sign-in");
    }
    assertThat(get("/api/v1/runs").statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/openapi.json").statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/runs", "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/runs", "Authorization", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
    assertThat(get("/", "Cookie", cookie()).statusCode()).isEqualTo(200);
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void acting_takes_a_session_a_form_of_its_own_and_this_board_as_its_origin() throws Exception {
    assertThat(post("/jobs/a/start", "").statusCode()).as("no session").isEqualTo(403);
    String cookie = cookie();
    String csrf = csrf(cookie);

    assertThat(post("/jobs/a/start", "csrf=guess", "Cookie", cookie).statusCode()).isEqualTo(403);
    assertThat(
            post(
                    "/jobs/a/start",
                    "csrf=" + csrf,
                    "Cookie",
                    cookie,
                    "Origin",
                    "https://evil.example")
                .statusCode())
        .isEqualTo(403);
    assertThat(
            post("/jobs/a/start", "csrf=" + csrf, "Cookie", cookie, "Sec-Fetch-Site", "cross-site")
                .statusCode())
        .isEqualTo(403);
    assertThat(done).isEmpty();

    assertThat(post("/jobs/a/pause", "csrf=" + csrf, "Cookie", cookie).statusCode()).isEqualTo(303);
    assertThat(post("/jobs/gone/start", "csrf=" + csrf, "Cookie", cookie).statusCode())
        .isEqualTo(404);
    assertThat(done).containsExactly("pause a");

    post("/sign-in", "out=1&csrf=" + csrf, "Cookie", cookie);
    assertThat(post("/jobs/a/pause", "csrf=" + csrf, "Cookie", cookie).statusCode()).isEqualTo(403);
  }

  @Test
  void a_program_acts_with_the_token_alone() throws Exception {
    assertThat(post("/api/v1/jobs/a/start", "").statusCode()).isEqualTo(401);
    assertThat(post("/api/v1/jobs/a/start", "", "Cookie", cookie()).statusCode())
        .as("a browser's session is no program's token")
        .isEqualTo(401);
    assertThat(post("/api/v1/jobs/a/start", "", "Authorization", "Bearer " + TOKEN).body())
        .isEqualTo("{\"job\":\"a\",\"run\":\"a-run\"}");
    assertThat(get("/api/v1/jobs/a/start").statusCode()).isEqualTo(405);
    assertThat(done).containsExactly("start a");
  }

  @Test
  void a_wrong_token_signs_nobody_in() throws Exception {
    HttpResponse<String> wrong = post("/sign-in", "token=wrong");

    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(wrong.body()).contains("That is not the token.").doesNotContain(TOKEN);
    assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(post("/sign-in", "token=" + "x".repeat(100_000)).statusCode()).isEqualTo(400);
  }

  private String cookie() throws Exception {
    String set = header(post("/sign-in", "token=" + TOKEN), "Set-Cookie");
    assertThat(set).contains("HttpOnly", "SameSite=Strict");
    return set.substring(0, set.indexOf(';'));
  }

  private String csrf(String cookie) throws Exception {
    Matcher found = CSRF.matcher(get("/", "Cookie", cookie).body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(HttpRequest.newBuilder(at(path)), headers);
  }

  private HttpResponse<String> post(String path, String form, String... headers) throws Exception {
    return send(
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)),
        headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
      throws Exception {
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI at(String path) {
    return URI.create(pages.address() + path);
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private String raw(String head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", pages.address().getPort());
        InputStream in = socket.getInputStream()) {
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private final class NotingDesk implements JobDesk {
    @Override
    public Optional<Held> held(String job) {
      return Optional.empty();
    }

    @Override
    public String start(String job) {
      if (job.equals("gone")) {
        throw new DeskRefusal(DeskRefusal.Kind.UNKNOWN, "There is no such job.", new IOException());
      }
      done.add("start " + job);
      return job + "-run";
    }

    @Override
    public void pause(String job, String note) {
      done.add("pause " + job);
    }

    @Override
    public void resume(String job) {
      done.add("resume " + job);
    }
  }
}
