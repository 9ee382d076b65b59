package dev.reveille.starter.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.volume.Measure;
import dev.reveille.domain.volume.VolumeRule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeFilesTest {
  private static final String SCHEDULE = "name: x\nschedule: {kind: every, every: 5m}\n";
  private static final String TURN = SCHEDULE + "payload: {kind: agentTurn, message: hi}\n";
  private static final String COMMAND = SCHEDULE + "payload: {kind: command, argv: [date]}\n";

  @TempDir Path dir;

  @Test
  void a_volume_is_one_measure_or_a_list_of_them_in_the_units_of_each() {
    FolderReading reading =
        TestFolder.in(dir)
            .with(
                "jobs/a.yaml",
                TURN
                    + """
                    expect:
                      files: [{glob: "out/*.md"}]
                      output: {minChars: 20}
                      volume:
                        - {of: output, minRatio: 0.3, maxRatio: 4, min: 200, policy: warn, since: 2026-11-21}
                        - {of: files, min: 1, since: "2026-11-21T08:00:00+01:00"}
                        - {of: duration, min: 5s, max: 1h30m}
                    """)
            .read();

    JobDefinition job = TestFolder.onlyJob(reading);
    Instant day = Instant.parse("2026-11-21T00:00:00Z");
    assertThat(VolumeRule.of(job.expect()))
        .containsExactly(
            new VolumeRule(Measure.OUTPUT, 0.3, 4.0, 200L, null, VolumeRule.Policy.WARN, day),
            new VolumeRule(
                Measure.ITEMS,
                null,
                null,
                1L,
                null,
                VolumeRule.Policy.FAIL,
                Instant.parse("2026-11-21T07:00:00Z")),
            new VolumeRule(
                Measure.DURATION, null, null, 5_000L, 5_400_000L, VolumeRule.Policy.FAIL, null));
    assertThat(requireNonNull(job.expect()).at("/output/minChars").asInt()).isEqualTo(20);
    assertThat(reading.text()).isEmpty();
  }

  @Test
  void the_short_form_of_the_reference_is_in_force() {
    FolderReading reading =
        TestFolder.in(dir)
            .with("jobs/a.yaml", TURN + "expect: {volume: {of: output, minRatio: 0.3}}\n")
            .read();

    assertThat(VolumeRule.of(TestFolder.onlyJob(reading).expect()))
        .isEqualTo(
            List.of(
                new VolumeRule(
                    Measure.OUTPUT, 0.3, null, null, null, VolumeRule.Policy.FAIL, null)));
    assertThat(reading.text()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {minRatio: 0.3}                           | expect.volume: of is missing; write of: output
          {of: outputs}                             | expect.volume.of: 'outputs' (expected: output, items, tools, tokens or duration); did you mean 'output'?
          {of: output, minRatio: 30}                | expect.volume.minRatio: 30 (expected: a number from 0 to 1)
          {of: output, maxRatio: 0.3}               | expect.volume.maxRatio: 0.3 (expected: a number from 1 to 1000)
          {of: output, min: -1}                     | expect.volume.min: -1 (expected: a whole number, 0 or more)
          {of: output, min: 9, max: 8}              | expect.volume.max: less than min; exchange them
          {of: duration, min: 5}                    | expect.volume.min: 5 (expected: a duration
          {of: output, policy: ignore}              | expect.volume.policy: 'ignore' (expected: fail or warn)
          {of: output, since: yesterday}            | expect.volume.since: 'yesterday' (expected: a date such as 2026-11-21
          {of: output, ratio: 0.3}                  | expect.volume: unknown field 'ratio'; write minRatio: 0.3
          {of: items}                               | expect.volume: counts files, yet expect.files names none; write files:
          '[{of: output}, {of: output}]'            | expect.volume[1]: the second rule of output; keep one of the two
          '[]'                                      | expect.volume: an empty list (expected: a list with at least one entry)
          output                                    | expect.volume: 'output' (expected: a mapping with of, minRatio, maxRatio, min …)
          """)
  void a_volume_that_cannot_be_judged_is_refused_with_the_remedy(String volume, String message) {
    assertThat(TestFolder.in(dir).errorsOf(TURN + "expect: {volume: " + volume + "}\n"))
        .singleElement()
        .asString()
        .contains(": " + message);
  }

  @ParameterizedTest
  @CsvSource({"tools", "tokens"})
  void a_command_has_no_volume_of_a_model(String measure) {
    assertThat(TestFolder.in(dir).errorsOf(COMMAND + "expect: {volume: {of: " + measure + "}}\n"))
        .singleElement()
        .asString()
        .contains("expect.volume: a command asks no model, so it has no " + measure);
  }
}
