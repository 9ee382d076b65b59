package dev.reveille.starter.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.contract.Contract;
import dev.reveille.domain.settings.ModelPrice;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What job files say of a contract. */
class ExpectFilesTest {
  private static final String JOB =
      """
      name: a
      schedule: {kind: every, every: 5m}
      payload: {kind: agentTurn, message: hi}
      """;
  private static final String SCHEMA = "{\"type\": \"object\",\n \"required\": [\"plan\"]}";

  @TempDir Path dir;

  @Test
  void a_whole_contract_is_carried_by_the_snapshot() throws Exception {
    program("checks/plan.sh");
    FolderReading reading =
        TestFolder.in(dir)
            .with("reveille.yaml", priced("{price: {input: 0.05, output: 0.4}}"))
            .with("jobs/plan.schema.json", SCHEMA)
            .with(
                "jobs/a.yaml",
                JOB
                    + """
                    expect:
                      output: {schema: plan.schema.json}
                      source: {command: [count-mail, "{run}"], timeout: 5s}
                      duration: {min: 10s, max: 1h}
                      cost: {atMost: 0.25}
                      check: {command: [checks/plan.sh], timeout: 2m}
                      files: [{glob: "out/*", atMost: 3, maxBytes: 1000000}]
                    execute: {timeout: 2h}
                    """)
            .read();

    assertThat(reading.text()).isEmpty();
    Contract contract = Contract.of(TestFolder.onlyJob(reading).expect());
    assertThat(
            requireNonNull(requireNonNull(contract.output()).schema()).at("/required/0").asText())
        .isEqualTo("plan");
    assertThat(contract.source())
        .isEqualTo(
            new Contract.Source(null, List.of("count-mail", "{run}"), Duration.ofSeconds(5)));
    assertThat(contract.duration())
        .isEqualTo(new Contract.Span(Duration.ofSeconds(10), Duration.ofHours(1)));
    assertThat(requireNonNull(contract.cost()).atMost()).isEqualByComparingTo("0.25");
    assertThat(contract.check())
        .isEqualTo(new Contract.Check(List.of("checks/plan.sh"), Duration.ofMinutes(2)));
    assertThat(requireNonNull(reading.settings().providers().get("openai")).prices())
        .isEqualTo(
            Map.of("gpt-5.4-nano", new ModelPrice(new BigDecimal("0.05"), new BigDecimal("0.4"))));
  }

  @Test
  void a_schema_written_out_is_the_same_as_one_in_a_file() {
    String inline = "expect: {output: {schema: {type: object, required: [plan]}}}\n";
    JsonNode written = expect(TestFolder.in(dir).with("jobs/a.yaml", JOB + inline));
    JsonNode read =
        expect(
            TestFolder.in(dir)
                .with("jobs/sub/plan.schema.yaml", "type: object\nrequired: [plan]\n")
                .with("jobs/a.yaml", JOB + "expect: {output: {schema: sub/plan.schema.yaml}}\n"));

    assertThat(read).isEqualTo(written);
  }

  @Test
  void a_schema_s_fault_is_told_where_it_stands() {
    assertThat(
            TestFolder.in(dir)
                .with("jobs/plan.schema.json", "{\"properties\":\n  {\"a\": {\"type\": \"text\"}}}")
                .errorsOf(JOB + "expect: {output: {schema: plan.schema.json}}\n"))
        .singleElement()
        .asString()
        .startsWith("jobs/plan.schema.json:2:18: expect.output.schema: at '/properties/a/type' ");
  }

  @Test
  void an_edited_schema_is_seen_by_the_watch() {
    TestFolder folder =
        TestFolder.in(dir)
            .with("jobs/plan.schema.json", SCHEMA)
            .with("jobs/a.yaml", JOB + "expect: {output: {schema: plan.schema.json}}\n");
    FolderDigest digest = new FolderDigest(dir);
    String before = digest.now();
    folder.with("jobs/plan.schema.json", SCHEMA.replace("plan", "plans"));

    assertThat(digest.now()).isNotEqualTo(before);
  }

  @Test
  void a_ceiling_of_cost_needs_the_price_of_every_model_that_may_answer() {
    String cost =
        JOB
            + """
            expect: {cost: {atMost: 0.25}}
            pin: {policy: substitutes, substitutes: [openai/gpt-5.4-mini]}
            """;
    assertThat(
            TestFolder.in(dir)
                .with("reveille.yaml", priced("{price: {input: 0.05, output: 0.4}}"))
                .errorsOf(cost))
        .containsExactly(
            "jobs/a.yaml:4:16: expect.cost: no price is known for 'openai/gpt-5.4-mini'; write it"
                + " into reveille.yaml, for a million tokens: providers.openai.models:"
                + " {gpt-5.4-mini: {price: {input: 0.05, output: 0.40}}}");
    assertThat(
            TestFolder.in(dir)
                .with("reveille.yaml", priced("{price: {input: 0.05}}"))
                .errorsOf(JOB))
        .singleElement()
        .asString()
        .contains("models.gpt-5.4-nano.price: output is missing");
  }

  /** Each row is the contract of a job whose execution may take 15 minutes. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {output: {schema: 7}}                       | 4:27 | expect.output.schema: 7 (expected: a JSON schema, or the name of a file beside the job such as plan.schema.json)
          {output: {schema: plan.json}}               | 4:27 | expect.output.schema: 'plan.json' (expected: the name of a file that ends in .schema.json or .schema.yaml); rename it
          {output: {schema: no.schema.json}}          | 4:27 | expect.output.schema: there is no file 'no.schema.json' beside the job; write the schema into jobs/no.schema.json
          {output: {schema: ../../x.schema.json}}     | 4:27 | expect.output.schema: '../../x.schema.json' leads out of the folder jobs/
          {output: {schema: {type: text}}}            | 4:34 | expect.output.schema: at '/type'
          {output: {schema: {$ref: 'http://x/y'}}}    | 4:34 | expect.output.schema: at '/$ref' this reference leads out of the schema
          {output: {minChars: 9, maxChars: 8}}        | 4:42 | expect.output.maxChars: it is less than minChars, so that no run could be good
          {files: [{glob: x, atLeast: 2, atMost: 1}]} | 4:48 | expect.files[0].atMost: it is less than atLeast
          {source: {}}                                | 4:18 | expect.source: glob is missing, or command
          {source: {glob: x, command: [y]}}           | 4:18 | expect.source: both glob and command are written
          {source: {glob: x, timeout: 1s}}            | 4:28 | expect.source.timeout: files are counted at once; remove it
          {source: {command: [y], timeout: 15m}}      | 4:42 | expect.source.timeout: 15m is not shorter than execute.timeout, 15m, in which the counting falls
          {source: {command: []}}                     | 4:28 | expect.source.command: an empty list
          {source: {command: [y, '{token}']}}         | 4:32 | expect.source.command[1]: a command has no token for the template '{token}'
          {check: {timeout: 5s}}                      | 4:17 | expect.check: command is missing
          {check: {command: ./check.sh}}              | 4:27 | expect.check.command: './check.sh' (expected: a list)
          {check: {command: [./check.sh]}}            | 4:27 | expect.check.command: there is no file './check.sh' beside reveille.yaml; its program is looked for there, not in the workspace
          {check: {command: [./plain.sh]}}            | 4:27 | expect.check.command: './plain.sh' is not executable; chmod +x it
          {duration: {}}                              | 4:20 | expect.duration: neither min nor max is written
          {duration: {min: 1h}}                       | 4:26 | expect.duration.min: 1h is not shorter than execute.timeout, 15m, so that no run could be good
          {duration: {min: 2m, max: 1m}}              | 4:35 | expect.duration.max: it is less than min
          {duration: {max: 10}}                       | 4:26 | expect.duration.max: 10 (expected: a duration
          {cost: {}}                                  | 4:16 | expect.cost: atMost is missing
          {cost: {atMost: cheap}}                     | 4:25 | expect.cost.atMost: 'cheap' (expected: a number from 0 to 1000000000)
          {cost: {atMost: 1}}                         | 4:16 | expect.cost: no price is known for 'openai/gpt-5.4-nano'
          {tokens: {}}                                | 4:18 | expect.tokens: atMost is missing
          """)
  void each_mistake_is_told_with_its_place_and_remedy(String expect, String at, String message) {
    assertThat(
            TestFolder.in(dir).with("plain.sh", "#!/bin/sh\n").errorsOf(JOB + "expect: " + expect))
        .anySatisfy(error -> assertThat(error).startsWith("jobs/a.yaml:" + at + ": " + message));
  }

  @Test
  void a_command_has_no_model_to_hold_to_anything() {
    assertThat(
            TestFolder.in(dir)
                .errorsOf(
                    """
                    name: a
                    schedule: {kind: every, every: 5m}
                    payload: {kind: command, argv: [ls]}
                    expect: {tokens: {atMost: 5}, output: {minChars: 1}, noData: [x]}
                    """))
        .hasSize(2)
        .allSatisfy(
            error ->
                assertThat(error).contains("a command asks no model, so that there is nothing"));
  }

  @Test
  void a_judge_that_the_judged_can_change_is_warned_of() throws Exception {
    program("desk/check.sh");
    assertThat(
            TestFolder.in(dir)
                .with(
                    "jobs/a.yaml",
                    JOB + "workspace: desk\nexpect: {check: {command: [desk/check.sh]}}\n")
                .read()
                .text())
        .contains(
            "jobs/a.yaml:5:27: warning: expect.check.command: 'desk/check.sh' lies in the workspace,"
                + " where the run can change it; keep it outside of the workspace");
  }

  private static JsonNode expect(TestFolder folder) {
    return requireNonNull(TestFolder.onlyJob(folder.read()).expect());
  }

  private static String priced(String model) {
    return TestFolder.SETTINGS.replace(
        "keyEnv: OPENAI_API_KEY", "keyEnv: OPENAI_API_KEY, models: {gpt-5.4-nano: " + model + "}");
  }

  private void program(String name) throws Exception {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
