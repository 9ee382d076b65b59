package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watched folder: what is applied, when, and what is not. */
@Tag("waits")
class ColdFactsTest {
  private static final String DAILY =
      "{name: %s, schedule: {kind: cron, expr: '%s', tz: UTC}, payload: {kind: command, argv: [date]}}\n";
  private static final Duration PROMPT = Duration.ofSeconds(2);

  @TempDir static Path root;

  private static Product product;
  private static RunningUp up;

  @BeforeAll
  static void start() throws Exception {
    product =
        Product.in(root)
            .write(
                "reveille.yaml",
                """
                owner: cold
                providers: {day: {api: openai, baseUrl: "http://127.0.0.1:9/v1"}}
                defaults: {agent: drill, model: day/nobody-asks-it}
                """)
            .write("jobs/steady.yaml", DAILY.formatted("steady", "0 6 * * *"))
            .write("jobs/edited.yaml", DAILY.formatted("edited", "0 7 * * *"))
            .write(
                "jobs/heart.json",
                """
                {"name": "heart", "sessionTarget": "main",
                 "schedule": {"kind": "cron", "expr": "0 13 * * *", "tz": "Asia/Taipei"},
                 "payload": {"kind": "systemEvent", "text": "Time for the daily report."}}
                """);
    up = product.up();
  }

  @AfterAll
  static void stop() throws Exception {
    assertThat(up.end()).isZero();
    product.close();
  }

  @Test
  void a_second_up_on_the_folder_is_refused_and_names_the_first() throws Exception {
    Said second = product.call("up");

    assertThat(second.code()).isEqualTo(2);
    assertThat(second.out()).isEmpty();
    assertThat(second.err())
        .contains("another `reveille up`")
        .contains("pid " + up.process().pid())
        .contains("reveille down");
    assertThat(product.call("next", "steady").good().out()).contains("06:00:00");
  }

  @Test
  void applying_again_writes_nothing() throws Exception {
    JsonNode before = up.ui().schedule("reveille/steady");

    JsonNode first = product.call("apply", "-o", "json").good().document();
    JsonNode second = product.call("apply", "-o", "json").good().document();

    assertThat(outcome(first, "steady")).isEqualTo("unchanged");
    assertThat(second).isEqualTo(first);
    JsonNode after = up.ui().schedule("reveille/steady");
    assertThat(after.path("conflictToken").asText())
        .isNotEmpty()
        .isEqualTo(before.path("conflictToken").asText());
    assertThat(after.path("info").path("updateTime"))
        .isEqualTo(before.path("info").path("updateTime"));
  }

  @Test
  void an_edit_is_applied_within_two_seconds_and_a_broken_one_changes_nothing() throws Exception {
    List<Duration> took = new ArrayList<>();
    for (int hour = 8; hour < 11 && took.stream().noneMatch(ColdFactsTest::prompt); hour++) {
      took.add(edited(hour));
    }
    System.out.println("an edit was applied after " + took);
    assertThat(took).anyMatch(ColdFactsTest::prompt);

    JsonNode good = up.ui().schedule("reveille/edited").path("schedule").path("spec");
    product.write("jobs/edited.yaml", DAILY.formatted("edited", "0 99 * * *"));
    product.write("jobs/new.yaml", DAILY.formatted("new", "0 5 * * *"));
    Until.holds(
        "the complaint of the broken edit",
        Duration.ofSeconds(20),
        () -> up.told().contains("jobs/edited.yaml:1:") && up.told().contains("HAS ERRORS"));

    Said validate = product.call("validate");
    assertThat(validate.code()).isEqualTo(2);
    assertThat(validate.out() + validate.err()).contains("jobs/edited.yaml:1:");
    assertThat(up.ui().schedule("reveille/edited").path("schedule").path("spec")).isEqualTo(good);
    assertThat(product.call("next", "new").code()).as("half of a broken folder").isEqualTo(2);

    product.write("jobs/edited.yaml", DAILY.formatted("edited", "0 12 * * *"));
    Until.holds(
        "the mended folder to be applied",
        Duration.ofSeconds(20),
        () -> next("edited").contains("12:00:00") && next("new").contains("05:00:00"));
  }

  @Test
  void a_main_job_in_openclaws_shape_is_applied_and_promised() throws Exception {
    JsonNode applied = product.call("apply", "-o", "json").good().document();

    assertThat(outcome(applied, "heart")).isIn("created", "unchanged");
    assertThat(next("heart")).isNotEmpty();
    for (JsonNode job : product.call("jobs", "-o", "json").good().document().path("jobs")) {
      assertThat(job.path("scheduled").asBoolean()).as(job.toString()).isTrue();
    }
  }

  /** Edits the job and waits until the server has it. */
  private static Duration edited(int hour) throws Exception {
    product.write("jobs/edited.yaml", DAILY.formatted("edited", "0 " + hour + " * * *"));
    long begin = System.nanoTime();
    Until.holds(
        "the edit to be applied",
        Duration.ofSeconds(20),
        () ->
            up.ui()
                .schedule("reveille/edited")
                .path("schedule")
                .path("spec")
                .toString()
                .contains("\"start\":" + hour));
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static boolean prompt(Duration took) {
    return took.compareTo(PROMPT) <= 0;
  }

  private static String next(String job) throws Exception {
    return product.ask("next", job).out();
  }

  private static String outcome(JsonNode applied, String job) {
    return job(applied, job).path("outcome").asText();
  }

  private static JsonNode job(JsonNode applied, String id) {
    for (JsonNode job : applied.path("jobs")) {
      if (job.path("job").asText().equals(id)) {
        return job;
      }
    }
    throw new AssertionError(id + " is not in " + applied);
  }
}
