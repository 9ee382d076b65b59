package dev.reveille.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.cli.Called;
import dev.reveille.cli.command.Commands;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One {@code up} with the real server, and the commands that find it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpTest {
  private static final String EVERY_DAY =
      "{name: %s, schedule: {kind: cron, expr: '0 22 * * *', tz: America/Los_Angeles}, payload:"
          + " {kind: command, argv: [sh, -c, '%s']}}\n";

  @TempDir static Path folder;

  private static final ByteArrayOutputStream SAID = new ByteArrayOutputStream();
  private static final AtomicInteger CODE = new AtomicInteger(-1);
  private static Thread up;

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(folder.resolve("jobs"));
    job("good", "echo done");
    job("bad", "exit 7");
    job("long", "echo begun; sleep 600");
    PrintStream said = new PrintStream(SAID, true, UTF_8);
    up =
        new Thread(
            () ->
                CODE.set(
                    Commands.run(
                        new String[] {"up", "--drain", "1s"},
                        Called.surroundings(folder, java.util.Map.of(), said, said))));
    up.start();
    await("ready", () -> said("(?m)^ready ") || !up.isAlive());
  }

  @AfterAll
  static void end() throws InterruptedException {
    up.interrupt();
    up.join(Duration.ofSeconds(60).toMillis());
    assertThat(up.isAlive()).isFalse();
  }

  @Test
  @Order(1)
  void ready_names_the_addresses_and_the_jobs_are_scheduled() {
    assertThat(SAID.toString(UTF_8))
        .containsPattern("(?m)^ready .*Web UI http://127.0.0.1:\\d+ .*Temporal 127.0.0.1:\\d+");

    JsonNode jobs = called("jobs", "-o", "json").json();

    assertThat(jobs.path("jobs")).hasSize(3);
    assertThat(jobs.path("jobs").get(0).path("scheduled").asBoolean()).isTrue();
  }

  @Test
  @Order(2)
  void next_shows_the_time_of_the_jobs_own_zone() {
    Called text = called("next", "good", "--count", "2");
    JsonNode json = called("next", "good", "--count", "2", "-o", "json").json();

    assertThat(text.out()).containsPattern("22:00:00 P[SD]T +America/Los_Angeles");
    assertThat(json).hasSize(2);
    assertThat(json.get(0).path("local").asText()).contains("T22:00");
  }

  @Test
  @Order(3)
  void a_run_that_is_waited_for_gives_its_end_and_its_code() {
    Called good = called("start", "good", "--wait", "-o", "json");
    Called bad = called("start", "bad", "--wait", "-o", "json");

    assertThat(good.code()).as(good.err()).isZero();
    assertThat(good.json().path("verdict").asText()).isEqualTo("OK");
    assertThat(good.json().path("trigger").asText()).isEqualTo("manual");
    assertThat(good.json().path("output").path("text").asText()).isEqualTo("done\n");
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.json().path("verdict").asText()).isEqualTo("EXECUTE_FAILED");
    assertThat(bad.json().path("execute").path("exitCode").asInt()).isEqualTo(7);
  }

  @Test
  @Order(4)
  void metrics_count_the_runs_and_health_says_that_more_may_come() throws Exception {
    Matcher ready = Pattern.compile("board (http://127.0.0.1:\\d+)").matcher(SAID.toString(UTF_8));
    assertThat(ready.find()).isTrue();
    URI board = URI.create(ready.group(1));

    assertThat(get(board.resolve("/metrics")))
        .contains("reveille_runs_total{job=\"bad\",verdict=\"EXECUTE_FAILED\"} 1.0")
        .contains("reveille_boot_seconds_count{outcome=\"ready\"}")
        .contains("reveille_execute_seconds_count{outcome=\"finished\"}");
    assertThat(get(board.resolve("/health/ready"))).isEqualTo("ready\n");
  }

  private static String get(URI page) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  @Order(4)
  void a_run_may_differ_from_its_job_and_a_wrong_difference_starts_nothing() {
    Called other =
        called("start", "good", "--wait", "-o", "json", "--set", "payload.argv=[echo, other]");
    Called wrong = called("start", "good", "--set", "payload.argvv=[ls]");

    assertThat(other.json().path("output").path("text").asText()).isEqualTo("other\n");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("nothing was started");
  }

  @Test
  @Order(5)
  void applying_what_is_applied_writes_nothing() {
    JsonNode applied = called("apply", "-o", "json").json();

    assertThat(applied.path("jobs"))
        .hasSize(3)
        .allMatch(job -> job.path("outcome").asText().equals("unchanged"));
  }

  @Test
  @Order(6)
  void a_paused_job_says_why_until_it_is_resumed() {
    called("pause", "good", "--note", "lunch");
    await("the pause", () -> called("jobs").out().contains("paused by command: lunch"));

    Called resumed = called("resume", "good");

    assertThat(resumed.code()).isZero();
    await("the end of it", () -> !called("jobs").out().contains("paused by command: lunch"));
    assertThat(called("pause", "goood").code()).isEqualTo(2);
    assertThat(called("pause", "goood").err()).contains("did you mean 'good'?");
  }

  @Test
  @Order(7)
  void a_backfill_runs_each_slot_once() {
    Instant to = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String from = to.minus(Duration.ofDays(2)).toString();

    JsonNode first =
        called("backfill", "good", "--from", from, "--to", to.toString(), "-o", "json").json();
    JsonNode again =
        called("backfill", "good", "--from", from, "--to", to.toString(), "-o", "json").json();

    assertThat(first.path("slots")).isNotEmpty().allMatch(slot -> slot.path("started").asBoolean());
    assertThat(again.path("slots")).noneMatch(slot -> slot.path("started").asBoolean());
    assertThat(called("backfill", "good", "--from", "2015-01-01").err()).contains("--yes");
  }

  @Test
  @Order(8)
  void a_cancelled_run_ends_cancelled() {
    String run = called("start", "long", "-o", "json").json().path("run").asText();
    await("its begin", () -> called("show", run).out().contains("begun"));

    assertThat(called("cancel", run).code()).isZero();

    await("its end", () -> called("show", run).out().startsWith("CANCELLED"));
    assertThat(called("cancel", run).out()).contains("had ended already");
  }

  @Test
  @Order(9)
  void a_broken_edit_keeps_the_last_good_definitions_and_a_mended_one_is_applied()
      throws IOException {
    Files.delete(folder.resolve("jobs/bad.yaml"));
    Files.writeString(folder.resolve("jobs/new.yaml"), "{nmae: new}\n");
    await("the complaint", () -> said("THE FOLDER HAS ERRORS .*last good definitions stay"));

    assertThat(called("next", "bad").code()).isZero();

    job("new", "echo new");
    await("the mended one", () -> said("created new") && said("deleted bad"));
    assertThat(called("next", "new").code()).isZero();
    assertThat(called("next", "bad").code()).isEqualTo(2);
  }

  @Test
  @Order(10)
  void a_second_up_is_refused() {
    Called second = called("up");

    assertThat(second.code()).isEqualTo(2);
    assertThat(second.err()).contains("another `reveille up`").contains("reveille down");
  }

  @Test
  @Order(11)
  void an_end_waits_for_the_drain_and_records_what_it_cut_off() throws InterruptedException {
    String run = called("start", "long", "-o", "json").json().path("run").asText();
    await("its begin", () -> called("show", run).out().contains("begun"));

    up.interrupt();
    up.join(Duration.ofSeconds(60).toMillis());

    assertThat(CODE).hasValue(0);
    assertThat(called("show", run).out()).startsWith("HOST_LOST");
    assertThat(called("next").code()).isEqualTo(3);
  }

  private static Called called(String... args) {
    return Called.in(folder, args);
  }

  private static void job(String name, String script) throws IOException {
    Files.writeString(
        folder.resolve("jobs").resolve(name + ".yaml"), EVERY_DAY.formatted(name, script));
  }

  private static boolean said(String pattern) {
    return Pattern.compile(pattern).matcher(SAID.toString(UTF_8)).find();
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime())
          .as("waiting for %s; up said: %s", what, SAID.toString(UTF_8))
          .isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }
}
