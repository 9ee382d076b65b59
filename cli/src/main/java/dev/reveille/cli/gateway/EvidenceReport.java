package dev.reveille.cli.gateway;

import dev.reveille.cli.gateway.CallBook.Evidence;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.Spans;
import dev.reveille.cli.text.Style;
import dev.reveille.cli.text.Table;
import dev.reveille.domain.Safe;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.ModelProof;
import dev.reveille.domain.run.ToolUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the gateway saw of its one agent, and what that proves. */
final class EvidenceReport {
  private static final int SHOWN = 200;

  private final Console console;
  private final ModelPin pin;
  private final Evidence evidence;
  private final ModelProof proof;

  EvidenceReport(Console console, ModelPin pin, Evidence evidence) {
    this.console = console;
    this.pin = pin;
    this.evidence = evidence;
    this.proof = ModelProof.of(pin, evidence.calls());
  }

  /**
   * Prints it. Returns the exit code.
   *
   * @param exit the command's; null where there was none
   */
  int tell(Instant began, @Nullable Integer exit) {
    if (console.json()) {
      console.document(new EvidenceDocument(pin, evidence, proof, began, exit).write());
    } else {
      print(exit);
    }
    return proof.type() == null && (exit == null || exit == 0) ? 0 : Failure.FAILED;
  }

  private void print(@Nullable Integer exit) {
    FailureType type = proof.type();
    console.say("");
    calls();
    tools();
    if (exit != null && exit != 0) {
      console.say(console.styled(Style.BAD, "the command failed") + ", exit code " + exit);
    }
    proof.findings().stream()
        .filter(f -> !proof.message().contains(f.message()))
        .forEach(this::say);
    console.say(
        console.styled(type == null ? Style.GOOD : Style.BAD, type == null ? "OK" : type.name())
            + "  "
            + Safe.line(proof.message()));
  }

  private void say(Finding finding) {
    console.say(
        finding.severity().word() + " " + finding.code() + "  " + Safe.line(finding.message()));
  }

  private void calls() {
    List<ModelCall> calls = evidence.calls();
    if (calls.isEmpty()) {
      return;
    }
    int hidden = evidence.forgottenCalls() + Math.max(0, calls.size() - SHOWN);
    if (hidden > 0) {
      console.say("… " + hidden + " calls before these");
    }
    Table table =
        new Table("CALL", "ASKED", "ANSWERED", "JUDGED", "STATUS", "IN", "OUT", "TOOK", "NOTE");
    calls.subList(Math.max(0, calls.size() - SHOWN), calls.size()).forEach(c -> row(table, c));
    console.say(table);
  }

  private static void row(Table table, ModelCall call) {
    table.row(
        Table.Cell.of(Integer.toString(call.seq())),
        Table.Cell.of(Objects.requireNonNullElse(call.asked(), "–")),
        Table.Cell.of(Objects.requireNonNullElse(call.answered(), "–")),
        new Table.Cell(word(call.judgement()), style(call.judgement())),
        Table.Cell.of(Integer.toString(call.status())),
        Table.Cell.of(amount(call.answer().inputTokens())),
        Table.Cell.of(amount(call.answer().outputTokens())),
        Table.Cell.of(took(call)),
        Table.Cell.of(note(call)));
  }

  private static String note(ModelCall call) {
    String error = call.error();
    return error == null ? Objects.requireNonNullElse(call.answer().stopReason(), "") : error;
  }

  private static String took(ModelCall call) {
    Instant end = call.endedAt();
    return end == null ? "–" : Spans.of(Duration.between(call.startedAt(), end));
  }

  private static String amount(@Nullable Long tokens) {
    return tokens == null ? "–" : tokens.toString();
  }

  private static String word(CallJudgement judgement) {
    return judgement.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static @Nullable Style style(CallJudgement judgement) {
    return switch (judgement) {
      case PINNED -> Style.GOOD;
      case MISMATCH, UNVERIFIED, FAILED, OVERLOADED -> Style.BAD;
      case SUBSTITUTED, OTHER_MODEL, LOCKED_PARAMETER, INVITES_SUBSTITUTE, REFUSED, CUT ->
          Style.WARNING;
      case PENDING, NO_WORK -> null;
    };
  }

  private void tools() {
    List<ToolUse> tools = evidence.tools();
    if (tools.isEmpty()) {
      return;
    }
    Table table = new Table("TOOL", "ASKED IN CALL", "RESULT", "ID");
    for (ToolUse use : tools.subList(Math.max(0, tools.size() - SHOWN), tools.size())) {
      table.row(
          Objects.requireNonNullElse(use.name(), "–"),
          Integer.toString(use.call()),
          use.returnedAt() == null ? "never came back" : use.failed() ? "failed" : "came back",
          use.id());
    }
    console.say("");
    console.say(table);
    console.say("");
  }
}
