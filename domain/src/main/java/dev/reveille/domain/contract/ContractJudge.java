package dev.reveille.domain.contract;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds a run's work against its job's contract; an agent's word alone never makes it good. */
public final class ContractJudge {
  /** Findings without a contract, which ask for a look and fail nothing. */
  static final String LAZY = "NO_TOOL_RETURNED";

  static final String EMPTY = "EMPTY_OUTPUT";
  static final String EXCUSE = "ONLY_AN_EXCUSE";
  static final String IDLE = "IDLE";

  private final Contract contract;
  private final Work work;
  private final List<Finding> findings = new ArrayList<>();
  private @Nullable FailureType type;

  private ContractJudge(Contract contract, Work work) {
    this.contract = contract;
    this.work = work;
  }

  /**
   * The judgement.
   *
   * @param type null when the contract is kept
   * @param findings every one of them, the first being the reason where the contract is broken
   * @param idle a good run that had nothing to do, which is no measure for others
   */
  public record Judgement(@Nullable FailureType type, List<Finding> findings, boolean idle) {
    public Judgement {
      findings = List.copyOf(findings);
    }
  }

  public static Judgement judge(Contract contract, Work work) {
    return new ContractJudge(contract, work).judgement();
  }

  private Judgement judgement() {
    boolean nothingToDo = work.agentTurn() && Claims.noData(work.output(), contract.noData());
    boolean honest = nothingToDo && work.source() != null && work.source().fresh() == 0;
    if (nothingToDo && work.source() != null && work.source().fresh() > 0) {
      falseNoData(work.source());
    }
    if (honest) {
      note(IDLE, Severity.INFO, "There was nothing new in the source, and the agent said so.");
    } else {
      results();
    }
    ceilings();
    unasked(honest);
    return new Judgement(type, findings, honest && type == null);
  }

  private void falseNoData(Work.SourceSeen source) {
    fail(
        FailureType.FALSE_NO_DATA,
        "The agent said that there was nothing to do, but its source held "
            + Spoken.count(source.fresh(), "new item")
            + " before it began.");
  }

  /** What an honest idle run need not have. */
  private void results() {
    Contract.Output output = contract.output();
    if (output != null) {
      output(output);
    }
    Contract.Tools tools = contract.tools();
    if (tools != null) {
      tools(tools);
    }
    contract.files().forEach(this::files);
  }

  private void output(Contract.Output rule) {
    String text = work.output().strip();
    int chars = text.codePointCount(0, text.length());
    Integer least = rule.minChars();
    if (least != null && chars < least) {
      broken("output has " + chars + " characters (expected: at least " + least + ")");
    }
    Integer most = rule.maxChars();
    if (most != null && chars > most) {
      broken("output has " + chars + " characters (expected: at most " + most + ")");
    }
    String must = rule.mustMatch();
    if (must != null) {
      switch (BoundedMatch.find(must, work.output())) {
        case YES -> {}
        case NO -> broken("output does not match " + must);
        case GIVEN_UP -> broken("output.mustMatch takes too long on this output: " + must);
      }
    }
    String mustNot = rule.mustNotMatch();
    if (mustNot != null) {
      switch (BoundedMatch.find(mustNot, work.output())) {
        case YES -> broken("output matches " + mustNot + ", which it must not");
        case NO -> {}
        case GIVEN_UP -> broken("output.mustNotMatch takes too long on this output: " + mustNot);
      }
    }
  }

  private void tools(Contract.Tools rule) {
    Integer least = rule.atLeast();
    if (least != null && work.returned() < least) {
      broken(
          Spoken.count((int) work.returned(), "tool call")
              + " came back with a result (expected: at least "
              + least
              + ")");
    }
    for (String name : rule.names()) {
      if (work.tools().stream().noneMatch(tool -> tool.returned() && name.equals(tool.name()))) {
        broken("the tool " + name + " never came back with a result (expected: at least once)");
      }
    }
    Integer most = rule.maxFailed();
    if (most != null && work.failed() > most) {
      broken(
          Spoken.count((int) work.failed(), "tool call")
              + " failed (expected: at most "
              + most
              + ")");
    }
  }

  private void files(Contract.Files rule) {
    long least = rule.atLeast() == null ? 1 : rule.atLeast();
    List<Work.FileSeen> matched = work.files().getOrDefault(rule.glob(), List.of());
    List<Work.FileSeen> fresh =
        matched.stream()
            .filter(file -> !rule.fresh() || !file.modifiedAt().isBefore(work.bootedAt()))
            .toList();
    Long minBytes = rule.minBytes();
    long good = fresh.stream().filter(file -> minBytes == null || file.bytes() >= minBytes).count();
    if (good >= least) {
      return;
    }
    String what = Spoken.count((int) good, rule.fresh() ? "fresh file" : "file");
    String besides =
        fresh.size() > good
            ? "; " + (fresh.size() - good) + " smaller than " + Spoken.bytes(orZero(minBytes))
            : matched.size() > fresh.size()
                ? "; " + (matched.size() - fresh.size()) + " older than this run"
                : "";
    broken(what + " at " + rule.glob() + " (expected: at least " + least + besides + ")");
  }

  private void ceilings() {
    Contract.Tokens rule = contract.tokens();
    Long most = rule == null ? null : rule.atMost();
    Long spent = work.tokens();
    if (most != null && spent != null && spent > most) {
      broken("the model calls took " + spent + " tokens (expected: at most " + most + ")");
    }
  }

  /** What is worth a look in any agent's turn, whether or not its job has a contract. */
  private void unasked(boolean honestlyIdle) {
    if (!work.agentTurn()) {
      return;
    }
    if (work.output().isBlank()) {
      note(EMPTY, Severity.WARN, "The agent said nothing at all.");
    } else if (Claims.sorry(work.output())) {
      note(EXCUSE, Severity.WARN, "The agent's whole answer reads like an error or an apology.");
    }
    if (!honestlyIdle && !work.tools().isEmpty() && work.returned() == 0) {
      note(LAZY, Severity.WARN, "The model asked for tools, but no result ever came back.");
    }
  }

  private void broken(String what) {
    fail(FailureType.CONTRACT_BROKEN, "The contract is broken: " + what + ".");
  }

  private void fail(FailureType broken, String message) {
    if (type == null) {
      type = broken;
    }
    note(broken.name(), Severity.FAIL, message);
  }

  private void note(String code, Severity severity, String message) {
    findings.add(new Finding(code, severity, message));
  }

  private static long orZero(@Nullable Long number) {
    return number == null ? 0 : number;
  }
}
