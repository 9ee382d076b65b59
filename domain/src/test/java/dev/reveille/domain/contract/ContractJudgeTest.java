package dev.reveille.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.Json;
import dev.reveille.domain.contract.Work.CheckSeen;
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
    assertThat(
            codes(
                judge(
                    "{\"source\": {\"glob\": \"data/*.csv\"}}",
                    work("no new data", List.of(DONE), Map.of(), new SourceSeen(5, 3), null))))
        .as("it looked, and is no less wrong")
        .containsExactly("FALSE_NO_DATA");
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
  void an_agent_s_turn_without_a_contract_must_say_something_and_show_that_it_worked() {
    var silent = judge(null, work(" \n", List.of(DONE), Map.of(), null, null));
    assertThat(silent.type()).isEqualTo(FailureType.NO_EVIDENCE);
    assertThat(silent.findings()).extracting(Finding::code).containsExactly(UnaskedRules.EMPTY);

    var excuse = judge(null, work("Error: 401", List.of(DONE), Map.of(), null, null));
    assertThat(excuse.type()).isEqualTo(FailureType.NO_EVIDENCE);
    assertThat(excuse.findings()).extracting(Finding::code).containsExactly(UnaskedRules.EXCUSE);

    assertThat(codes(judge(null, work("Shall I go on?", List.of(DONE), Map.of(), null, null))))
        .containsExactly(UnaskedRules.UNFINISHED);
    assertThat(codes(judge(null, work(PLAN, List.of(LOST), Map.of(), null, null))))
        .containsExactly(UnaskedRules.LAZY);
    assertThat(codes(judge(null, work(PLAN, List.of(FAILED, FAILED), Map.of(), null, null))))
        .containsExactly(UnaskedRules.ALL_FAILED);
    assertThat(judge(null, work(PLAN, List.of(FAILED, DONE), Map.of(), null, null)).findings())
        .isEmpty();
  }

  @Test
  void a_model_that_was_offered_tools_and_used_none_did_no_work() {
    var offered = judge(null, seen().offered(true).work());
    assertThat(offered.type()).isEqualTo(FailureType.NO_EVIDENCE);
    assertThat(codes(offered)).containsExactly(UnaskedRules.LAZY);

    assertThat(judge(null, seen().work()).findings()).as("none was offered").isEmpty();
    assertThat(judge("{\"tools\": {\"atLeast\": 0}}", seen().offered(true).work()).findings())
        .as("its author says that words are enough")
        .isEmpty();
    assertThat(judge(null, seen().offered(true).command().work()).findings()).isEmpty();
  }

  @Test
  void a_rule_for_tools_excuses_no_turn_in_which_none_did_its_work() {
    String atMost = "{\"tools\": {\"maxFailed\": 2}}";
    assertThat(codes(judge(atMost, seen().offered(true).work())))
        .containsExactly(UnaskedRules.LAZY);
    assertThat(codes(judge("{\"tools\": {\"atLeast\": 1}}", seen().tools(List.of(FAILED)).work())))
        .containsExactly(UnaskedRules.ALL_FAILED);
    assertThat(judge(atMost, seen().tools(List.of(FAILED, DONE)).work()).findings()).isEmpty();
  }

  @Test
  void a_named_tool_must_have_worked_once() {
    String shell = "{\"tools\": {\"names\": [\"shell\"]}}";
    assertThat(messages(judge(shell, seen().tools(List.of(FAILED)).work())))
        .containsExactly("the tool shell only failed (expected: one good result at least).");
    assertThat(judge(shell, seen().tools(List.of(FAILED, DONE)).work()).findings()).isEmpty();
  }

  @Test
  void what_a_kept_contract_vouches_for_asks_for_a_look_only() {
    String files = "{\"files\": [{\"glob\": \"out/*.md\"}]}";
    var there = seen().offered(true).output("").file("out/*.md", file(5, 1));
    assertThat(judge(files, there.work()).type()).isNull();
    assertThat(judge(files, there.work()).findings())
        .allMatch(finding -> finding.severity() == Finding.Severity.WARN)
        .extracting(Finding::code)
        .containsExactly(UnaskedRules.EMPTY, UnaskedRules.LAZY);
    assertThat(judge(files, seen().offered(true).output("").work()).findings())
        .allMatch(finding -> finding.severity() == Finding.Severity.FAIL)
        .hasSize(3);
    assertThat(
            judge("{\"output\": {\"mustMatch\": \"^Error b\"}}", seen().output("Error b").work())
                .type())
        .isNull();
    assertThat(judge("{\"output\": {\"minChars\": 0}}", seen().output("").work()).findings())
        .isEmpty();
  }

  @Test
  void nothing_to_do_without_a_source_needs_a_look_at_least() {
    var looked = judge(null, work("No new data today.", List.of(DONE), Map.of(), null, null));
    assertThat(looked.type()).isNull();
    assertThat(looked.idle()).isTrue();
    assertThat(codes(looked)).containsExactly(ContractJudge.IDLE);

    var lazy = judge(null, seen().offered(true).output("No new data today.").work());
    assertThat(lazy.type()).isEqualTo(FailureType.NO_EVIDENCE);
    assertThat(lazy.idle()).isFalse();

    assertThat(codes(judge(null, seen().output("No new data today.").work())))
        .containsExactly(UnaskedRules.UNPROVEN);
  }

  @Test
  void a_source_that_could_not_be_counted_excuses_nothing() {
    String source = "{\"source\": {\"command\": [\"count\"]}}";
    SourceSeen unknown = SourceSeen.uncounted("its command ended with exit code 3");

    var claim = judge(source, seen().output("No new data.").source(unknown).work());
    assertThat(claim.type()).isEqualTo(FailureType.CONTRACT_BROKEN);
    assertThat(claim.findings().get(0).message())
        .isEqualTo(
            "The contract is broken: the agent said that there was nothing to do, and the source"
                + " could not be counted before the execution: its command ended with exit code 3.");

    var worked = judge(source, seen().source(unknown).work());
    assertThat(worked.type()).isNull();
    assertThat(codes(worked)).containsExactly(ContractJudge.UNCOUNTED);
  }

  @Test
  void an_execution_may_be_too_short_and_too_long() {
    String rule = "{\"duration\": {\"min\": \"PT10S\", \"max\": \"PT1M\"}}";
    assertThat(messages(judge(rule, seen().millis(9_999).work())))
        .containsExactly("the execution took 9.9 s (expected: at least 10 s).");
    assertThat(messages(judge(rule, seen().millis(60_001).work())))
        .containsExactly("the execution took 1 min (expected: at most 1 min).");
    assertThat(judge(rule, seen().millis(10_000).work()).findings()).isEmpty();
    assertThat(judge(rule, seen().millis(60_000).work()).findings()).isEmpty();

    String idle = "{\"duration\": {\"min\": \"PT10S\"}, \"source\": {\"glob\": \"*\"}}";
    var short_ = seen().output("No new data.").source(new SourceSeen(2, 0)).millis(5).work();
    assertThat(judge(idle, short_).type()).as("an idle run is short").isNull();
  }

  @Test
  void the_ceilings_are_held_where_somebody_counted() {
    String rule = "{\"tokens\": {\"atMost\": 100}, \"cost\": {\"atMost\": 0.25}}";
    assertThat(messages(judge(rule, seen().spent(101L, "0.2501").work())))
        .containsExactly(
            "the model calls took 101 tokens (expected: at most 100).",
            "the model calls cost 0.25 (expected: at most 0.25).");
    assertThat(judge(rule, seen().spent(100L, "0.25").work()).findings()).isEmpty();
    assertThat(codes(judge(rule, seen().work())))
        .containsExactly(CeilingRules.TOKENS_UNKNOWN, CeilingRules.COST_UNKNOWN);
    var unpriced = judge(rule, seen().spent(10L, "0.1", "openai/gpt-6").work());
    assertThat(unpriced.type()).isNull();
    assertThat(unpriced.findings().get(0).message()).contains("no price is known for openai/gpt-6");
    assertThat(judge(rule, seen().spent(10L, "0.3", "openai/gpt-6").work()).type())
        .as("what is priced is too much already")
        .isEqualTo(FailureType.CONTRACT_BROKEN);
  }

  @Test
  void the_check_s_exit_code_is_its_verdict_and_its_output_the_message() {
    String rule = "{\"check\": {\"command\": [\"./check\"]}}";
    assertThat(judge(rule, seen().check(new CheckSeen(0, "fine", null)).work()).findings())
        .isEmpty();
    assertThat(
            messages(judge(rule, seen().check(new CheckSeen(1, " row 7 is empty\n", null)).work())))
        .containsExactly("its check ended with exit code 1: row 7 is empty.");
    assertThat(messages(judge(rule, seen().check(new CheckSeen(2, "", null)).work())))
        .containsExactly("its check ended with exit code 2 and said nothing.");
    assertThat(messages(judge(rule, seen().check(new CheckSeen(null, "", "it ran on")).work())))
        .containsExactly("its check came to no verdict, it ran on.");
    assertThat(messages(judge(rule, seen().work())))
        .containsExactly("nothing is known of its check (expected: an end with exit code 0).");

    var idle = seen().output("No new data.").source(new SourceSeen(1, 0));
    assertThat(
            judge(
                    "{\"check\": {\"command\": [\"./c\"]}, \"source\": {\"glob\": \"*\"}}",
                    idle.check(new CheckSeen(1, "", null)).work())
                .type())
        .as("an idle run has nothing to check")
        .isNull();
  }

  @Test
  void files_are_counted_both_ways() {
    var three = seen().file("a/*", file(10, 1)).file("a/*", file(20, 1)).file("a/*", file(30, 1));
    assertThat(messages(judge("{\"files\": [{\"glob\": \"a/*\", \"atMost\": 2}]}", three.work())))
        .containsExactly("3 files at a/* (expected: at most 2).");
    assertThat(messages(judge("{\"files\": [{\"glob\": \"a/*\", \"atMost\": 0}]}", three.work())))
        .containsExactly("3 files at a/* (expected: at most 0).");
    assertThat(judge("{\"files\": [{\"glob\": \"b/*\", \"atMost\": 0}]}", three.work()).type())
        .isNull();
    assertThat(
            messages(
                judge(
                    "{\"files\": [{\"glob\": \"a/*\", \"atLeast\": 3, \"minBytes\": 15, \"maxBytes\": 25}]}",
                    three.work())))
        .containsExactly(
            "1 file at a/* (expected: at least 3; 1 smaller than 15 bytes; 1 larger than 25 bytes).");
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
    SeenWork seen = seen().output(output).tools(tools).source(source);
    files.forEach((glob, all) -> all.forEach(file -> seen.file(glob, file)));
    return (tokens == null ? seen : seen.spent(tokens, "0")).work();
  }

  private static SeenWork seen() {
    return new SeenWork(BOOTED).output(PLAN);
  }

  private static List<String> codes(ContractJudge.Judgement judged) {
    return judged.findings().stream().map(Finding::code).toList();
  }

  private static List<String> messages(ContractJudge.Judgement judged) {
    return judged.findings().stream()
        .map(finding -> finding.message().replace("The contract is broken: ", ""))
        .toList();
  }
}
