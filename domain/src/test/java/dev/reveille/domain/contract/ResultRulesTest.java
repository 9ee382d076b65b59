package dev.reveille.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.contract.Work.FileSeen;
import dev.reveille.domain.run.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The edges of what a result may be. */
class ResultRulesTest {
  private static final Instant BOOTED = Instant.parse("2026-11-21T22:00:00Z");

  @Test
  void as_many_characters_as_allowed_are_allowed_and_one_more_is_not() {
    assertThat(breaches("{\"output\": {\"maxChars\": 4}}", "four", Map.of())).isEmpty();
    assertThat(breaches("{\"output\": {\"minChars\": 4}}", "four", Map.of())).isEmpty();
    assertThat(breaches("{\"output\": {\"maxChars\": 3}}", "four", Map.of()))
        .containsExactly("output has 4 characters (expected: at most 3).");
  }

  @Test
  void an_expression_that_must_not_match_is_given_up_too() {
    assertThat(
            breaches(
                "{\"output\": {\"mustNotMatch\": \"(a|aa)+\\\\1b\"}}", "a".repeat(300), Map.of()))
        .containsExactly("output.mustNotMatch takes too long on this output: (a|aa)+\\1b.");
  }

  @Test
  void of_many_breaches_of_a_schema_the_first_are_told_and_the_rest_counted() {
    String schema =
        "{\"output\": {\"schema\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}}}";

    assertThat(breaches(schema, "[1]", Map.of()))
        .singleElement()
        .asString()
        .startsWith("output.schema: ");
    List<String> many = breaches(schema, "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]", Map.of());
    int told = many.size() - 1;
    assertThat(many).hasSizeBetween(3, 11);
    assertThat(many.get(told))
        .isEqualTo("output.schema: it is broken in " + (12 - told) + " other places.");
    assertThat(breaches(schema, "[" + "1, ".repeat(told - 1) + "1]", Map.of()))
        .hasSize(told)
        .noneMatch(breach -> breach.contains("other place"));
  }

  @Test
  void files_that_do_not_count_are_told_by_what_is_wrong_with_them() {
    String rule =
        "{\"files\": [{\"glob\": \"a\", \"fresh\": true, \"atLeast\": 9, \"minBytes\": 10, \"maxBytes\": 20}]}";

    assertThat(breaches(rule, "", files(10, 20, 9, 21, 22)))
        .containsExactly(
            "2 fresh files at a (expected: at least 9; 1 smaller than 10 bytes; 2 larger than 20"
                + " bytes).");
    assertThat(breaches(rule, "", files(10, 9)))
        .containsExactly("1 fresh file at a (expected: at least 9; 1 smaller than 10 bytes).");
    assertThat(breaches(rule, "", files(10, 21)))
        .containsExactly("1 fresh file at a (expected: at least 9; 1 larger than 20 bytes).");
    assertThat(
            breaches(
                rule,
                "",
                Map.of("a", List.of(file(10, 0), file(10, -1), file(10, -2), file(10, -3)))))
        .containsExactly("1 fresh file at a (expected: at least 9; 3 older than this run).");
    assertThat(breaches(rule, "", files(10, 10)))
        .containsExactly("2 fresh files at a (expected: at least 9).");
  }

  @Test
  void as_many_files_as_allowed_are_allowed() {
    String rule = "{\"files\": [{\"glob\": \"a\", \"atLeast\": 2, \"atMost\": 2}]}";

    assertThat(breaches(rule, "", files(1, 1))).isEmpty();
    assertThat(breaches(rule, "", files(1, 1, 1)))
        .containsExactly("3 files at a (expected: at most 2).");
  }

  @Test
  void phrases_are_one_a_line_and_empty_lines_are_none() {
    Phrases phrases = Phrases.of("  one\n\n two words \n", "three");

    assertThat(List.of("a one", "two words", "three!")).allMatch(phrases::in);
    assertThat(List.of("", "two", "on e")).noneMatch(phrases::in);
  }

  private static List<String> breaches(
      String expect, String output, Map<String, List<FileSeen>> files) {
    Work work =
        new Work(
            false,
            output,
            output.length(),
            1,
            Work.Tooling.NONE,
            files,
            null,
            Work.Spent.NOTHING,
            null,
            BOOTED);
    return ContractJudge.judge(Contract.of(Json.read(expect, JsonNode.class)), work)
        .findings()
        .stream()
        .map(Finding::message)
        .map(message -> message.replace("The contract is broken: ", ""))
        .toList();
  }

  private static Map<String, List<FileSeen>> files(long... bytes) {
    return Map.of("a", java.util.Arrays.stream(bytes).mapToObj(size -> file(size, 1)).toList());
  }

  private static FileSeen file(long bytes, long secondsAfterBoot) {
    return new FileSeen("a", bytes, BOOTED.plusSeconds(secondsAfterBoot));
  }
}
