package dev.reveille.acceptance.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.reveille.acceptance.board.Chromium.Window;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.OutputChunk;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.Trigger;
import dev.reveille.runlog.RunReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The board over 1,000 jobs and 100,000 runs, as Chromium shows it. */
@Isolated
final class BoardTest {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final int LOOKS = 3;
  private static final double PAINT_MILLIS = 1_000;
  private static final double QUERY_MILLIS = 100;
  private static final int ROUNDS = 6;
  private static final String FAILING = CrowdedRunLog.job(335);
  private static final String HOSTILE =
      "</span></pre><script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"
          + "\u001B[31mred\u001B[2J \u202Egnp.exe\u202C 夜间优化完成 \u05E9\u05DC\u05D5\u05DD";

  @TempDir private static Path data;

  private static OwnBoard board;
  private static Chromium chromium;

  @BeforeAll
  static void crowd() throws Exception {
    Files.createDirectories(SCREENSHOTS);
    CrowdedRunLog.fill(data, Instant.now());
    board = OwnBoard.over(data, 0);
    chromium = Chromium.start();
  }

  @AfterAll
  static void leave() {
    chromium.close();
    board.close();
  }

  @Test
  void every_page_paints_within_a_second_without_a_word_on_the_console_and_without_barriers()
      throws Exception {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      try (Window window = chromium.open(scheme, 1280, 900)) {
        for (Map.Entry<String, String> each : pages().entrySet()) {
          double paint = Double.MAX_VALUE;
          for (int look = 0; look < LOOKS; look++) {
            window.page.navigate(board.address() + each.getValue());
            paint = Math.min(paint, window.firstPaint());
          }
          String what = each.getKey() + ", " + scheme;
          assertThat(paint).as("first paint of " + what).isLessThanOrEqualTo(PAINT_MILLIS);
          if (each.getKey().equals("job")) {
            window.page.waitForSelector("[data-chart=boots][data-drawn]");
          }
          assertThat(window.barriers()).as("barriers on " + what).isEmpty();
          assertThat(window.console).as("console on " + what).isEmpty();
          keep(window.page, each.getKey() + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
        }
      }
    }
  }

  private static Map<String, String> pages() {
    RunView.Temporal run =
        board.log.list(new RunReader.Query(FAILING, null, null, 1)).get(0).temporal();
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("roll-call", "/");
    pages.put("job", "/jobs/" + FAILING);
    pages.put("run", "/runs/" + run.workflowId() + "?runId=" + run.runId());
    pages.put("hosts", "/hosts");
    pages.put("sign-in", "/sign-in");
    return pages;
  }

  private static void keep(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve(name + ".png"))
            .setFullPage(!name.startsWith("roll-call")));
  }

  /** The best of some rounds: what else the machine does is not the query's. */
  @Test
  void roll_call_of_a_thousand_jobs_is_read_within_a_tenth_of_a_second() {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS && best > QUERY_MILLIS; round++) {
      best = Math.min(best, p95(40));
    }
    assertThat(best).as("p95 in ms").isLessThanOrEqualTo(QUERY_MILLIS);
  }

  private static double p95(int queries) {
    long[] took = new long[queries];
    for (int i = 0; i < queries; i++) {
      long begin = System.nanoTime();
      assertThat(board.log.board().rollCall(null, 30)).hasSize(CrowdedRunLog.JOBS);
      took[i] = System.nanoTime() - begin;
    }
    Arrays.sort(took);
    return took[queries * 95 / 100] / 1e6;
  }

  @Test
  void why_a_slot_went_wrong_is_one_hover_or_one_key_away() {
    try (Window window = chromium.open(ColorScheme.LIGHT, 1280, 900)) {
      window.page.navigate(board.address() + "/");
      window.page.hover(".job:first-child .strip a.bad");
      assertThat(window.page.textContent("#tip")).contains("BOOT_TIMEOUT", "hung in stage session");
      window.page.mouse().move(5, 5);

      window.page.focus(".job:first-child .who a");
      window.page.keyboard().press("Tab");
      assertThat(window.page.textContent("#tip")).contains("BOOT_TIMEOUT");
      window.page.keyboard().press("Home");
      assertThat(window.page.textContent("#tip")).contains("answered");
      window.page.keyboard().press("End");
      window.page.keyboard().press("Enter");
      window.page.waitForURL("**/runs/**");
      assertThat(window.page.textContent("h1")).contains("BOOT_TIMEOUT");
    }
  }

  @Test
  void a_job_is_found_by_a_part_of_its_name_and_the_rest_comes_with_scrolling() {
    try (Window window = chromium.open(ColorScheme.LIGHT, 390, 844)) {
      window.page.navigate(board.address() + "/");
      keep(window.page, "roll-call-phone");
      window.page.locator(".more").scrollIntoViewIfNeeded();
      window.page.waitForSelector(".job:nth-child(60)");
      window.page.fill("#q", "lisbon-13");
      window.page.waitForFunction("() => document.querySelectorAll('.job').length === 10");
      assertThat(window.console).isEmpty();
    }
  }

  @Test
  void what_an_agent_says_is_there_within_a_second_and_stays_text() {
    RunKey key = new RunKey("live-run", "11111111-0000-4000-8000-000000000001");
    Instant now = Instant.now();
    board.log.open(opened(key, now));
    board.log.event(key, event(EventType.EXECUTE_STARTED, now));
    try (Window window = chromium.open(ColorScheme.LIGHT, 1280, 900)) {
      window.page.navigate(board.address() + "/runs/live-run");
      window.page.waitForSelector(
          "#live", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
      say(key, 1, "hello\n");
      window.page.waitForFunction("() => live.textContent.includes('hello')");

      long begin = System.nanoTime();
      say(key, 2, HOSTILE);
      window.page.waitForFunction("() => live.textContent.includes('夜间优化完成')");
      assertThat((System.nanoTime() - begin) / 1e6).as("ms").isLessThanOrEqualTo(1_000);
      assertThat(window.page.textContent("#live")).contains("<script>", "\\u001B[31m", "\\u202E");
      harmless(window.page, "#live");

      say(key, 3, "huge ".repeat(20_000));
      window.page.waitForFunction("() => live.textContent.length > 90000");
      board.log.settle(
          new RunSettled(key, RunStatus.FAILED, "EXECUTE_FAILED", HOSTILE, List.of(), now));
      window.page.waitForFunction(
          "() => document.querySelector('h1').textContent === 'EXECUTE_FAILED'");
      assertThat(window.page.textContent(".lead")).contains("<script>", "\\u202E");
      assertThat(window.page.textContent(".output pre")).contains("<script>", "\\u001B[31m");
      harmless(window.page, "main");
      assertThat(window.console).isEmpty();
      keep(window.page, "run-hostile");
    }
  }

  private static void harmless(Page page, String within) {
    assertThat(page.evaluate("() => typeof window.hacked")).isEqualTo("undefined");
    assertThat(page.locator(within + " script, " + within + " img").count()).isZero();
  }

  private static RunOpened opened(RunKey key, Instant at) {
    return new RunOpened(
        key,
        key.runId(),
        "default",
        "live",
        "night-desk",
        at,
        Trigger.MANUAL,
        "isolated",
        "codex",
        "sha256:00",
        "openai/gpt-5.4-nano",
        60_000,
        900_000,
        at);
  }

  private static RunEvent event(EventType type, Instant at) {
    return new RunEvent(at, type, 1, "", "desk-01", Map.of());
  }

  private static void say(RunKey key, long seq, String text) {
    board.log.output(List.of(new OutputChunk(key, 1, seq, Instant.now(), "out", text)));
  }

  @Test
  void the_api_does_what_its_document_says() throws Exception {
    assertThat(Schemathesis.check(board.address() + "/api/v1/openapi.json", OwnBoard.TOKEN))
        .isEmpty();
  }
}
