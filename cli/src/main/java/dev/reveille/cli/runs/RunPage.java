package dev.reveille.cli.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.LocalTimes;
import dev.reveille.cli.text.Spans;
import dev.reveille.cli.text.Style;
import dev.reveille.cli.text.Table;
import dev.reveille.domain.Safe;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One run on a page for people: what it was, how it went, what shows it. */
final class RunPage {
  private static final int OUTPUT_LINES = 20;

  private final Console console;
  private final RunView run;
  private final Optional<String> webPage;

  RunPage(Console console, RunView run, Optional<String> webPage) {
    this.console = console;
    this.run = run;
    this.webPage = webPage;
  }

  void print() {
    head();
    console.say("");
    new RunFacts(console, run).print();
    stages();
    timeline();
    new RunEvidence(console, run).print();
    findings();
    output();
    section("see also");
    console.say("reveille logs " + run.run());
    webPage.ifPresent(console::say);
  }

  private void head() {
    Style style = Verdicts.style(run.status());
    String word = Verdicts.word(run);
    console.say((style == null ? word : console.styled(style, word)) + "  " + run.run());
    String message = run.message();
    if (message != null) {
      console.say(Safe.text(message));
    }
    remedy().ifPresent(console::say);
  }

  /** What the failure type itself says to do, where the message does not say it already. */
  private Optional<String> remedy() {
    String message = String.valueOf(run.message());
    return run.status() == RunStatus.SUCCEEDED
        ? Optional.empty()
        : Arrays.stream(FailureType.values())
            .filter(type -> type.name().equals(run.verdict()))
            .map(FailureType::remedy)
            .filter(remedy -> !message.contains(remedy))
            .findFirst();
  }

  private void stages() {
    RunView.Boot boot = run.boot();
    if (boot == null || boot.stages().isEmpty()) {
      return;
    }
    section("boot stages" + (boot.attempts() > 1 ? " of the last attempt" : ""));
    Table table = new Table("STAGE", "TOOK", "ENDED");
    boot.stages()
        .forEach(
            stage ->
                table.row(stage.stage(), Spans.of(stage.millis()), LocalTimes.clock(stage.at())));
    console.say(table);
  }

  private void timeline() {
    if (run.events().isEmpty()) {
      return;
    }
    section("timeline, from " + LocalTimes.full(run.events().get(0).at()));
    Instant first = run.events().get(0).at();
    Table table = new Table("AFTER", "EVENT", "BOOT", "DETAIL");
    for (RunView.Event event : run.events()) {
      table.row(
          "+" + Spans.of(Math.max(0, first.until(event.at(), ChronoUnit.MILLIS))),
          event.event().name(),
          event.attempt() == 0 ? "" : Integer.toString(event.attempt()),
          detail(event.detail()));
    }
    console.say(table);
  }

  private static String detail(Map<String, JsonNode> detail) {
    return detail.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + " " + plain(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String plain(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }

  private void findings() {
    String said = String.valueOf(run.message());
    List<Finding> findings =
        run.findings().stream().filter(finding -> !said.contains(finding.message())).toList();
    if (findings.isEmpty()) {
      return;
    }
    section("findings");
    for (Finding finding : findings) {
      String head = finding.severity().word() + " " + finding.code();
      console.say(
          console.styled(style(finding.severity()), head) + "  " + Safe.line(finding.message()));
    }
  }

  private static Style style(Finding.Severity severity) {
    return switch (severity) {
      case FAIL -> Style.BAD;
      case WARN -> Style.WARNING;
      case INFO -> Style.FAINT;
    };
  }

  private void output() {
    RunView.Output output = run.output();
    String text = output == null ? null : output.text();
    if (output == null || text == null || text.isBlank()) {
      return;
    }
    section("output, " + output.bytes() + " bytes");
    List<String> lines = Safe.text(text).lines().toList();
    lines.stream().limit(OUTPUT_LINES).forEach(line -> console.say("  " + line));
    if (lines.size() > OUTPUT_LINES) {
      console.say("  …");
    }
  }

  private void section(String title) {
    console.say("");
    console.say(console.styled(Style.STRONG, title));
  }
}
