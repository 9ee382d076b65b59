package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.reveille.acceptance.board.Chromium;
import dev.reveille.acceptance.board.Chromium.Window;
import dev.reveille.domain.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The board of a real {@code up}, as people and programs work with it. */
class BoardOfUpTest {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String NEVER = "schedule: {kind: cron, expr: \"0 22 29 2 *\", tz: UTC}\n";
  private static final String PAUSE = "button:text-is('Pause')";
  private static final Pattern TOKEN_FILE = Pattern.compile("the file (\\S+) of the worker");

  @TempDir private static Path root;

  private static Path go;
  private static Product product;
  private static RunningUp up;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(SCREENSHOTS);
    go = root.resolve("go");
    product = Product.in(root);
    product
        .write(
            "reveille.yaml",
            """
            owner: desk
            providers: {parade: {kind: drill}}
            defaults: {agent: drill, model: parade/parade-1}
            """)
        .write(
            "jobs/morning-plan.yaml",
            "name: Morning plan\n"
                + NEVER
                + "payload: {kind: agentTurn, message: Write a short plan.}\n"
                + "expect: {tools: {atLeast: 0}}\n")
        .write("jobs/idle.yaml", "name: idle\n" + NEVER + command("true"))
        .write(
            "jobs/watch.yaml",
            "name: watch\n"
                + NEVER
                + command("echo begun; until [ -e '" + go + "' ]; do sleep 0.1; done; echo ended"));
    up = product.up();
    chromium = Chromium.start();
  }

  private static String command(String script) {
    return "payload: {kind: command, argv: [sh, -c, \"" + script + "\"]}\n";
  }

  @AfterAll
  static void end() throws Exception {
    try (Product folder = product;
        RunningUp running = up;
        Chromium browser = chromium) {
      Files.writeString(go, "");
    }
  }

  @Test
  void nobody_acts_without_the_token() throws Exception {
    try (Window window = chromium.open(ColorScheme.LIGHT, 1280, 900)) {
      window.page.navigate(board("/jobs/idle"));
      assertThat(window.page.locator(".acts button").count()).isZero();

      window.page.navigate(board("/sign-in"));
      window.page.fill("#token", "a-token-that-was-guessed");
      window.page.click(".sign-in button");
      assertThat(window.page.textContent("[role=alert]")).contains("That is not the token.");
      assertThat(window.page.context().cookies()).isEmpty();
    }
    for (String act : List.of("start", "pause", "resume")) {
      assertThat(post("/jobs/idle/" + act, "").statusCode()).as(act).isEqualTo(403);
      assertThat(post("/api/v1/jobs/idle/" + act, "").statusCode()).as(act).isEqualTo(401);
      assertThat(post("/api/v1/jobs/idle/" + act, "a-token-that-was-guessed").statusCode())
          .as(act)
          .isEqualTo(401);
    }
    assertThat(onServer("idle").path("paused").asBoolean()).isFalse();
  }

  @Test
  void a_form_of_another_session_is_refused() throws Exception {
    try (Window window = signedIn()) {
      window.page.navigate(board("/jobs/idle"));
      window.page.evaluate(
          "() => document.querySelectorAll('[name=csrf]').forEach(each => each.value = 'guess')");
      window.page.click(PAUSE);
      window.page.waitForSelector("main:has-text('The form is of another session')");
      assertThat(onServer("idle").path("paused").asBoolean()).isFalse();
    }
  }

  @Test
  void who_has_the_token_pauses_and_resumes_a_job_on_the_server() throws Exception {
    try (Window window = signedIn()) {
      window.page.navigate(board("/jobs/morning-plan"));
      window.page.click(PAUSE);
      window.page.waitForSelector(".title .tag.paused");
      assertThat(window.page.textContent(".title .note")).contains("on the board");
      assertThat(onServer("morning-plan").path("paused").asBoolean()).isTrue();

      window.page.click("button:text-is('Resume')");
      window.page.waitForSelector(PAUSE);
      assertThat(onServer("morning-plan").path("paused").asBoolean()).isFalse();
      assertThat(window.console).isEmpty();
    }
  }

  @Test
  void a_run_that_is_started_on_the_board_is_followed_live_to_its_end() throws Exception {
    try (Window window = signedIn()) {
      Page page = window.page;
      page.navigate(board("/jobs/watch"));
      page.click("text=Start now");
      String run = page.textContent(".note a");
      seen(run);
      page.click(".note a");
      page.waitForFunction("() => live.textContent.includes('begun')");
      assertThat(page.textContent("#live-state")).isEqualTo("live");
      assertThat(page.getAttribute("text=Open in Temporal", "href"))
          .startsWith(up.document().path("ui").asText())
          .contains(run);
      keep(page, "up-run-live");
      assertThat(window.console).isEmpty();

      // The server tells of what was started by hand up to two seconds late.
      Until.holds("the run in Temporal", SOON, () -> onServer(run, "Running"));
      page.navigate(board("/jobs/watch"));
      page.click("text=Start now");
      page.waitForSelector("main:has-text('The job was not started')");
      assertThat(page.textContent("main")).contains(run);

      page.navigate(board("/runs/" + run));
      page.waitForSelector("#live:has-text('begun')");
      Files.writeString(go, "");
      page.waitForFunction("() => document.querySelector('h1').textContent === 'OK'");
      assertThat(page.textContent(".output pre")).contains("begun", "ended");
      Until.holds("its end in Temporal", SOON, () -> onServer(run, "Completed"));
    }
  }

  @Test
  void a_program_starts_a_run_and_every_page_shows_it_to_everybody() throws Exception {
    HttpResponse<String> started = post("/api/v1/jobs/morning-plan/start", token());
    assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
    String run = Json.read(started.body(), JsonNode.class).path("run").asText();
    seen(run);
    Until.holds(
        "the end of " + run,
        SOON,
        () ->
            !Json.read(get("/api/v1/runs/" + run).body(), JsonNode.class).path("verdict").isNull());

    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      boolean light = scheme == ColorScheme.LIGHT;
      try (Window window = chromium.open(scheme, light ? 1280 : 390, light ? 900 : 844)) {
        look(window, "/", "roll-call", ".job .who:has-text('morning-plan')");
        look(window, "/jobs/morning-plan", "job", "[data-chart=boots][data-drawn]");
        look(window, "/runs/" + run, "run", "h1:has-text('OK')");
        look(window, "/hosts", "hosts", "table:has-text('this one')");
        assertThat(window.console).isEmpty();
      }
    }
  }

  private static void look(Window window, String path, String name, String shown)
      throws IOException {
    window.page.navigate(board(path));
    window.page.waitForSelector(shown);
    assertThat(window.barriers()).as("barriers on " + path).isEmpty();
    keep(window.page, "up-" + name + (window.page.viewportSize().width < 600 ? "-phone" : ""));
  }

  private static void keep(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  /** A run is in the run log once a worker has taken it up. */
  private static void seen(String run) throws Exception {
    Until.holds(
        run + " in the run log", SOON, () -> get("/api/v1/runs/" + run).statusCode() == 200);
  }

  private static Window signedIn() throws IOException {
    Window window = chromium.open(ColorScheme.LIGHT, 1280, 900);
    window.page.navigate(board("/sign-in"));
    window.page.fill("#token", tokenBy(window.page.textContent("main")));
    window.page.press("#token", "Enter");
    window.page.waitForSelector("text=Sign out");
    return window;
  }

  private static String token() throws Exception {
    return tokenBy(get("/sign-in").body());
  }

  /** As the page of signing in tells everybody, and only its owner can read. */
  private static String tokenBy(String page) throws IOException {
    Matcher place = TOKEN_FILE.matcher(page);
    assertThat(place.find()).as(page).isTrue();
    return Files.readString(Path.of(place.group(1))).strip();
  }

  private static JsonNode onServer(String job) throws Exception {
    return up.ui().schedule("reveille/" + job).path("schedule").path("state");
  }

  private static boolean onServer(String run, String status) throws Exception {
    String query = "WorkflowId=\"" + run + "\" AND ExecutionStatus=\"" + status + "\"";
    return !up.ui().workflows(query).isEmpty();
  }

  private static String board(String path) {
    return up.document().path("board").asText() + path;
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(board(path))));
  }

  private static HttpResponse<String> post(String path, String token) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(board(path)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.noBody());
    return send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
