package dev.reveille.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.Json;
import dev.reveille.domain.contract.Work.FileSeen;
import dev.reveille.domain.contract.Work.SourceSeen;
import dev.reveille.domain.contract.Work.ToolSeen;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContractJudgeTest {
  private static final Instant BOOTED = Instant.parse("2026-11-21T22:00:00Z");
  private static final ToolSeen DONE = new ToolSeen("shell", true, false);
  private static final ToolSeen FAILED = new ToolSeen("shell", true, true);
  private static final ToolSeen LOST = new ToolSeen("shell", false, false);
  private static final String PLAN = "## Plan\nCharge from 02:00 to 05:00, sell at 18:00.";

  @Test
  void a_run_that_keeps_its_whole_contract_is_good_without_a_word() {
    var judged =
        judge(
            """
            {"output": {"minChars": 20, "maxChars": 500, "mustMatch": "^Charge", "mustNotMatch": "(?i)sorry"},
             "tools": {"atLeast": 1, "names": ["shell"], "maxFailed": 0}, "tokens": {"atMost": 100},
             "files": [{"glob": "out/*.md", "fresh": true, "minBytes": 10}], "source": {"glob": "data/*.csv"}}""",
            work(
                PLAN,
                List.of(DONE),
                Map.of("out/*.md", List.of(file(12, 5))),
                new SourceSeen(3, 3),
                100L));

    assertThat(judged.type()).isNull();
    assertThat(judged.findings()).isEmpty();
    assertThat(judged.idle()).isFalse();
  }

  @Test
  void every_breach_is_told_at_once_with_what_was_found_and_expected() {
    var judged =
        judge(
            """
            {"output": {"minChars": 200, "mustMatch": "^## Report", "mustNotMatch": "sell"},
             "tools": {"atLeast": 3, "names": ["browser"], "maxFailed": 0}, "tokens": {"atMost": 99},
             "files": [{"glob": "out/*.md"}, {"glob": "b/*", "fresh": true}, {"glob": "c/*", "minBytes": 100}]}""",
            work(
                PLAN,
                List.of(DONE, FAILED, LOST),
                Map.of("b/*", List.of(file(10, -5)), "c/*", List.of(file(7, 1))),
                null,
                100L));

    assertThat(judged.type()).isEqualTo(FailureType.CONTRACT_BROKEN);
    assertThat(judged.findings())
        .allMatch(finding -> finding.severity() == Finding.Severity.FAIL)
        .extracting(finding -> finding.message().replace("The contract is broken: ", ""))
        .containsExactly(
            "output has 50 characters (expected: at least 200).",
            "output does not match ^## Report.",
            "output matches sell, which it must not.",
            "2 tool calls came back with a result (expected: at least 3).",
            "the tool browser never came back with a result (expected: at least once).",
            "1 tool call failed (expected: at most 0).",
            "0 files at out/*.md (expected: at least 1).",
            "0 fresh files at b/* (expected: at least 1; 1 older than this run).",
            "0 files at c/* (expected: at least 1; 1 smaller than 100 bytes).",
            "the model calls took 100 tokens (expected: at most 99).");
  }

  @Test
  void no_new_data_against_a_source_with_new_items_is_false() {
    var judged =
        judge(
            "{\"source\": {\"glob\": \"data/*.csv\"}}",
            work("no new data today", List.of(FAILED), Map.of(), new SourceSeen(5, 3), null));

    assertThat(judged.type()).isEqualTo(FailureType.FALSE_NO_DATA);
    assertThat(judged.findings().get(0).message())
        .isEqualTo(
            "The agent said that there was nothing to do, but its source held 3 new items before it"
                + " began.");
    assertThat(judged.idle()).isFalse();
  }

  @Test
  void no_new_data_against_a_source_with_nothing_new_is_an_idle_good_run() {
    var judged =
        judge(
            """
            {"source": {"glob": "data/*.csv"}, "output": {"minChars": 200}, "tools": {"atLeast": 2},
             "files": [{"glob": "out/*", "fresh": true}]}""",
            work("今天没有新数据。", List.of(), Map.of(), new SourceSeen(5, 0), null));

    assertThat(judged.type()).isNull();
    assertThat(judged.idle()).isTrue();
    assertThat(judged.findings()).extracting(Finding::code).containsExactly(ContractJudge.IDLE);
  }

  @Test
  void without_a_source_the_claim_excuses_nothing() {
    var judged =
        judge(
            "{\"output\": {\"minChars\": 200}}",
            work("no new data", List.of(), Map.of(), null, null));

    assertThat(judged.type()).isEqualTo(FailureType.CONTRACT_BROKEN);
    assertThat(judged.idle()).isFalse();
  }

  @Test
  void without_a_contract_an_empty_answer_an_excuse_and_lost_tools_are_findings() {
    assertThat(judge(null, work(" \n", List.of(), Map.of(), null, null)).findings())
        .extracting(Finding::code)
        .containsExactly(ContractJudge.EMPTY);
    assertThat(judge(null, work("Error: 401", List.of(LOST), Map.of(), null, null)).findings())
        .extracting(Finding::code)
        .containsExactly(ContractJudge.EXCUSE, ContractJudge.LAZY);
    assertThat(judge(null, work(PLAN, List.of(), Map.of(), null, null)).findings()).isEmpty();
  }

  @Test
  void an_expression_that_would_never_end_is_given_up() {
    var judged =
        judge(
            "{\"output\": {\"mustMatch\": \"(a|aa)+\\\\1b\"}}",
            work("a".repeat(300), List.of(), Map.of(), null, null));

    assertThat(judged.findings().get(0).message()).contains("takes too long", "(a|aa)+");
  }

  @Test
  void characters_are_counted_as_a_reader_does() {
    var judged =
        judge(
            "{\"output\": {\"minChars\": 4}}",
            work("  😀火车😀 \n", List.of(), Map.of(), null, null));

    assertThat(judged.type()).isNull();
  }

  private static ContractJudge.Judgement judge(@Nullable String expect, Work work) {
    Contract contract =
        Contract.of(
            expect == null
                ? null
                : Json.read(expect, com.fasterxml.jackson.databind.JsonNode.class));
    return ContractJudge.judge(contract, work);
  }

  private static FileSeen file(long bytes, long secondsAfterBoot) {
    return new FileSeen("out/plan.md", bytes, BOOTED.plusSeconds(secondsAfterBoot));
  }

  private static Work work(
      String output,
      List<ToolSeen> tools,
      Map<String, List<FileSeen>> files,
      @Nullable SourceSeen source,
      @Nullable Long tokens) {
    return new Work(true, output, output.length(), tools, files, source, tokens, BOOTED);
  }
}
