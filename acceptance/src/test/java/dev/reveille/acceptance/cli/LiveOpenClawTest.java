package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody moves in from an OpenClaw that is running on this machine, its jobs made by its own
 * command. Half a minute of two processors, so only with {@code -Dreveille.live=openclaw}.
 */
@EnabledIfSystemProperty(named = "reveille.live", matches = "openclaw")
class LiveOpenClawTest {
  private static final String[][] JOBS = {
    agent("gap night", "--cron", "30 2 * * *", "--tz", "Europe/Berlin"),
    agent("hourly", "--cron", "0 * * * *", "--tz", "America/New_York"),
    agent("either day", "--cron", "15 1 */2 * 0", "--tz", "Australia/Sydney"),
    agent("ninety", "--every", "90m"),
    agent("once", "--at", "2027-03-20T02:30:00", "--tz", "America/New_York"),
    {
      "--name",
      "hello",
      "--session",
      "main",
      "--system-event",
      "hello",
      "--cron",
      "*/20 1-3 * * 6,0",
      "--tz",
      "Europe/London"
    },
    {"--name", "shell", "--command", "echo hi", "--cron", "5 0 * * *", "--tz", "Asia/Tehran"},
    agent("on exit", "--on-exit", "sleep 1"),
  };

  /** What the gateway makes for itself is skipped, and no time makes the last one due. */
  private static final Map<String, String> EXPECTED = new TreeMap<>();

  static {
    for (String[] job : JOBS) {
      EXPECTED.put(job[1], job[1].equals("on exit") ? "held" : "written");
    }
  }

  @TempDir Path root;

  private static String[] agent(String name, String... more) {
    String[] job = new String[7 + more.length];
    String[] head = {"--name", name, "--session", "isolated", "--message", "hi", "--no-deliver"};
    System.arraycopy(head, 0, job, 0, head.length);
    System.arraycopy(more, 0, job, head.length, more.length);
    return job;
  }

  @Test
  void every_job_that_can_be_imported_is_due_when_openclaw_itself_says() throws Exception {
    Path home = Files.createDirectories(root.resolve("claw"));
    try (Product bare = Product.in(root);
        LiveOpenClaw openclaw = LiveOpenClaw.start(home)) {
      Product product = bare.with("HOME", home.toString()).with("PATH", LiveOpenClaw.path());
      openclaw.add(JOBS);

      JsonNode imported = product.call("import", "openclaw", "--dir", ".", "-o", "json").document();
      assertThat(outcomes(imported)).isEqualTo(EXPECTED);
      assertThat(message(imported, "on exit")).contains("on-exit").contains("reveille start JOB");
      product.call("validate").good();
      assertThat(Files.readString(product.folder().resolve("jobs/openclaw/gap-night.yaml")))
          .contains("dst: skip");

      for (String from : new String[] {"2027-03-10T00:00:00Z", "2027-10-15T00:00:00Z"}) {
        JsonNode checked = check(product, from).document();
        assertThat(checked.path("compared").asText()).isEqualTo("by OpenClaw's own code");
        Map<String, Integer> times = new TreeMap<>();
        for (JsonNode job : checked.path("jobs")) {
          JsonNode due = job.path("due");
          if (!due.isMissingNode()) {
            assertThat(due.path("ours"))
                .as(job.path("name").asText())
                .isEqualTo(due.path("theirs"));
            times.put(job.path("name").asText(), due.path("ours").size());
          }
        }
        System.out.println(from + ", due times in 30 days, the same here and there: " + times);
        assertThat(times).hasSize(JOBS.length - 1).containsEntry("ninety", 480);
      }
    }
  }

  private static Map<String, String> outcomes(JsonNode imported) {
    Map<String, String> outcomes = new TreeMap<>();
    for (JsonNode job : imported.path("jobs")) {
      String outcome = job.path("outcome").asText();
      if (!outcome.equals("skipped")) {
        outcomes.put(job.path("name").asText(), outcome);
      }
    }
    return outcomes;
  }

  private static String message(JsonNode imported, String name) {
    for (JsonNode job : imported.path("jobs")) {
      if (job.path("name").asText().equals(name)) {
        return job.path("message").asText();
      }
    }
    return "";
  }

  private static Said check(Product product, String from) throws Exception {
    return product.call(
        "import", "openclaw", "--check", "--from", from, "--days", "30", "-o", "json");
  }
}
