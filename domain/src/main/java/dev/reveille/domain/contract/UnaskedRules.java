package dev.reveille.domain.contract;

import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.Finding.Severity;

/**
 * What is judged of any agent's turn, whether or not its job has a contract: that it said
 * something, that this is no mere apology or promise, and that a tool which it was offered came
 * back with a good result. What a kept contract vouches for asks for a look only.
 */
final class UnaskedRules {
  static final String EMPTY = "EMPTY_OUTPUT";
  static final String EXCUSE = "ONLY_AN_EXCUSE";
  static final String UNFINISHED = "NOT_FINISHED";
  static final String UNPROVEN = "NO_DATA_UNPROVEN";
  static final String LAZY = "NO_TOOL_RETURNED";
  static final String ALL_FAILED = "ALL_TOOLS_FAILED";

  private final Contract contract;
  private final Work work;
  private final Findings findings;

  UnaskedRules(Contract contract, Work work, Findings findings) {
    this.contract = contract;
    this.work = work;
    this.findings = findings;
  }

  void judge(boolean nothingToDo) {
    Severity severity = vouched() ? Severity.WARN : Severity.FAIL;
    if (Claims.blank(work.output())) {
      if (!mayBeEmpty()) {
        found(severity, EMPTY, "The agent said nothing at all.");
      }
    } else if (Claims.sorry(work.output()) && !(nothingToDo && work.source() != null)) {
      found(severity, EXCUSE, "The agent's whole answer reads like an error or an apology.");
    } else if (nothingToDo && work.source() == null) {
      idle();
    } else if (!nothingToDo && Claims.unfinished(work.output())) {
      found(
          severity, UNFINISHED, "The agent's answer ends in a question or a promise, not in work.");
    }
    if (!areToolsSettled()) {
      tools(severity);
    }
  }

  /** Whether the contract says that words are enough, or has said already what is amiss. */
  private boolean areToolsSettled() {
    Contract.Tools rule = contract.tools();
    return rule != null && (Integer.valueOf(0).equals(rule.atLeast()) || !findings.good());
  }

  /** Whether the contract asks for, and got, what an agent's words alone cannot bring about. */
  private boolean vouched() {
    Contract.Output output = contract.output();
    boolean asked =
        contract.check() != null
            || contract.files().stream().anyMatch(rule -> rule.least() > 0)
            || (output != null && (output.schema() != null || output.mustMatch() != null));
    return asked && findings.good();
  }

  private boolean mayBeEmpty() {
    Contract.Output output = contract.output();
    return output != null && Integer.valueOf(0).equals(output.minChars());
  }

  /** One that looked is believed so far that its day measures nothing. */
  private void idle() {
    if (work.tools().worked()) {
      findings.note(
          ContractJudge.IDLE,
          Severity.INFO,
          "The agent looked, and said that there was nothing to do; name its expect.source to have"
              + " that checked.");
    } else if (!work.tools().offered()) {
      findings.note(
          UNPROVEN,
          Severity.WARN,
          "The agent said that there was nothing to do, which no expect.source confirms.");
    }
  }

  private void tools(Severity severity) {
    Work.Tooling tools = work.tools();
    if (tools.worked() || (!tools.offered() && tools.calls().isEmpty())) {
      return;
    }
    if (tools.calls().isEmpty()) {
      found(
          severity,
          LAZY,
          "The model was offered tools and used none. A job of words alone says so: expect: {tools:"
              + " {atLeast: 0}}.");
    } else if (tools.returned() == 0) {
      found(severity, LAZY, "The model asked for tools, but no result ever came back.");
    } else {
      found(severity, ALL_FAILED, "Every tool that the model used failed.");
    }
  }

  private void found(Severity severity, String code, String message) {
    if (severity == Severity.FAIL) {
      findings.fail(FailureType.NO_EVIDENCE, code, message);
    } else {
      findings.note(code, severity, message);
    }
  }
}
