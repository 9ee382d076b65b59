package dev.reveille.starter.imports;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.schedule.DueTimes;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.tree.SourceText;
import dev.reveille.starter.imports.openclaw.OpenClawImport;
import dev.reveille.starter.imports.openclaw.TheirSchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against what OpenClaw 2026.9.6 said itself: jobs made with its command line, listed by it, and
 * its own function asked for thirty days with a change of the clocks in them.
 */
class OpenClawDueTimesTest {
  private static final String LIST = Imported.resource("/imports/openclaw-odd-schedules.json");
  private static final JsonNode RECORDED =
      Json.read(Imported.resource("/imports/openclaw-due-times.json"), JsonNode.class);

  @TempDir Path dir;

  static Stream<String> windows() {
    List<String> windows = new ArrayList<>();
    RECORDED.path("from").fieldNames().forEachRemaining(windows::add);
    return windows.stream();
  }

  @ParameterizedTest
  @MethodSource("windows")
  void imported_jobs_are_due_when_openclaw_says(String from) {
    Wishes utc = new Wishes(false, null, null, null, ZoneId.of("UTC"));
    Imported imported = Imported.openclaw(Imported.folder(dir), LIST, utc);
    Instant begin = Instant.parse(from);

    RECORDED
        .path("from")
        .path(from)
        .properties()
        .forEach(
            entry -> {
              List<Instant> ours =
                  DueTimes.of(requireNonNull(imported.job(entry.getKey()).rule()))
                      .between(begin, begin.plus(Duration.ofDays(30)));
              assertThat(ours).as(entry.getKey()).isEqualTo(theirs(entry.getValue()));
            });
    assertThat(imported.report().jobs())
        .filteredOn(job -> job.outcome() == ImportedJob.Outcome.HELD)
        .extracting(ImportedJob::name)
        .containsExactlyInAnyOrder("last day", "both days");
  }

  @ParameterizedTest
  @MethodSource("windows")
  void our_reckoning_of_openclaws_rules_is_what_openclaw_says(String from) {
    Problems problems = new Problems();
    OpenClawImport source =
        OpenClawImport.of(SourceText.foreignJson("a", LIST, problems).orElseThrow(), problems);
    Map<String, TheirSchedule> schedules = source.schedules(ZoneId.of("UTC"));
    Instant begin = Instant.parse(from);
    Imported imported = Imported.openclaw(Imported.folder(dir), LIST);

    RECORDED
        .path("from")
        .path(from)
        .properties()
        .forEach(
            entry -> {
              String id = imported.job(entry.getKey()).source();
              List<Instant> reckoned =
                  requireNonNull(schedules.get(id))
                      .between(begin.minusMillis(1), begin.plus(Duration.ofDays(30)), 10_000);
              assertThat(reckoned)
                  .as(entry.getKey())
                  .extracting(time -> time.truncatedTo(ChronoUnit.SECONDS))
                  .isEqualTo(theirs(entry.getValue()));
            });
  }

  private static List<Instant> theirs(JsonNode seconds) {
    List<Instant> times = new ArrayList<>();
    seconds.forEach(second -> times.add(Instant.ofEpochSecond(second.asLong())));
    return times;
  }

  @Test
  void a_file_is_recorded_for_both_seasons() {
    assertThat(windows()).hasSize(2);
  }
}
