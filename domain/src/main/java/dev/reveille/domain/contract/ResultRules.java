package dev.reveille.domain.contract;

import dev.reveille.domain.Spoken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an honest idle run need not have: output, tools, files, and the blessing of the check. */
final class ResultRules {
  private static final int MOST_TOLD = 3;

  private final Contract contract;
  private final Work work;
  private final Findings findings;

  ResultRules(Contract contract, Work work, Findings findings) {
    this.contract = contract;
    this.work = work;
    this.findings = findings;
  }

  void judge() {
    Contract.Output output = contract.output();
    if (output != null) {
      output(output);
    }
    Contract.Tools tools = contract.tools();
    if (tools != null) {
      tools(tools);
    }
    contract.files().forEach(this::files);
    if (contract.check() != null) {
      check(work.check());
    }
  }

  private void output(Contract.Output rule) {
    String text = work.output().strip();
    int chars = text.codePointCount(0, text.length());
    Integer least = rule.minChars();
    if (least != null && chars < least) {
      findings.broken("output has " + chars + " characters (expected: at least " + least + ")");
    }
    Integer most = rule.maxChars();
    if (most != null && chars > most) {
      findings.broken("output has " + chars + " characters (expected: at most " + most + ")");
    }
    String must = rule.mustMatch();
    if (must != null) {
      switch (BoundedMatch.find(must, work.output())) {
        case YES -> {}
        case NO -> findings.broken("output does not match " + must);
        case GIVEN_UP -> findings.broken("output.mustMatch takes too long on this output: " + must);
      }
    }
    String mustNot = rule.mustNotMatch();
    if (mustNot != null) {
      switch (BoundedMatch.find(mustNot, work.output())) {
        case YES -> findings.broken("output matches " + mustNot + ", which it must not");
        case NO -> {}
        case GIVEN_UP ->
            findings.broken("output.mustNotMatch takes too long on this output: " + mustNot);
      }
    }
    if (rule.schema() != null) {
      List<String> breaches = JsonSchema.of(rule.schema()).breaches(work.output());
      breaches.stream()
          .limit(MOST_TOLD)
          .forEach(breach -> findings.broken("output.schema: " + breach));
      if (breaches.size() > MOST_TOLD) {
        int more = breaches.size() - MOST_TOLD;
        findings.broken("output.schema: it is broken in " + Spoken.count(more, "other place"));
      }
    }
  }

  private void tools(Contract.Tools rule) {
    int returned = work.tools().returned();
    Integer least = rule.atLeast();
    if (least != null && returned < least) {
      findings.broken(
          Spoken.count(returned, "tool call")
              + " came back with a result (expected: at least "
              + least
              + ")");
    }
    for (String name : rule.names()) {
      List<Work.ToolSeen> calls =
          work.tools().calls().stream()
              .filter(tool -> tool.returned() && name.equals(tool.name()))
              .toList();
      if (calls.isEmpty()) {
        findings.broken(
            "the tool " + name + " never came back with a result (expected: at least once)");
      } else if (calls.stream().allMatch(Work.ToolSeen::failed)) {
        findings.broken("the tool " + name + " only failed (expected: one good result at least)");
      }
    }
    int failed = work.tools().failed();
    Integer most = rule.maxFailed();
    if (most != null && failed > most) {
      findings.broken(
          Spoken.count(failed, "tool call") + " failed (expected: at most " + most + ")");
    }
  }

  private void files(Contract.Files rule) {
    List<Work.FileSeen> matched = work.files().getOrDefault(rule.glob(), List.of());
    List<Work.FileSeen> fresh =
        matched.stream()
            .filter(file -> !rule.fresh() || !file.modifiedAt().isBefore(work.bootedAt()))
            .toList();
    int good = (int) fresh.stream().filter(file -> rule.sized(file.bytes())).count();
    String found = Spoken.count(good, rule.fresh() ? "fresh file" : "file") + " at " + rule.glob();
    if (good < rule.least()) {
      findings.broken(
          found
              + " (expected: at least "
              + rule.least()
              + besides(rule, matched.size(), fresh, good)
              + ")");
    }
    Integer most = rule.atMost();
    if (most != null && good > most) {
      findings.broken(found + " (expected: at most " + most + ")");
    }
  }

  private static String besides(
      Contract.Files rule, int matched, List<Work.FileSeen> fresh, int good) {
    if (fresh.size() > good) {
      long small = fresh.stream().filter(file -> smaller(file, rule.minBytes())).count();
      long large = fresh.size() - good - small;
      return (small > 0 ? "; " + small + " smaller than " + bytes(rule.minBytes()) : "")
          + (large > 0 ? "; " + large + " larger than " + bytes(rule.maxBytes()) : "");
    }
    return matched > fresh.size() ? "; " + (matched - fresh.size()) + " older than this run" : "";
  }

  private static boolean smaller(Work.FileSeen file, @Nullable Long minBytes) {
    return minBytes != null && file.bytes() < minBytes;
  }

  private static String bytes(@Nullable Long bytes) {
    return Spoken.bytes(bytes == null ? 0 : bytes);
  }

  private void check(Work.@Nullable CheckSeen seen) {
    if (seen == null) {
      findings.broken("nothing is known of its check (expected: an end with exit code 0)");
      return;
    }
    Integer code = seen.exitCode();
    String said = seen.said().isBlank() ? "" : ": " + seen.said().strip();
    if (seen.error() != null || code == null) {
      findings.broken("its check came to no verdict, " + seen.error() + said);
    } else if (code != 0) {
      findings.broken(
          "its check ended with exit code " + code + (said.isEmpty() ? " and said nothing" : said));
    }
  }
}
