package dev.reveille.domain.contract;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.contract.Work.SourceSeen;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.Finding.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds a run's work against its job's contract; an agent's word alone never makes it good. */
public final class ContractJudge {
  /** On a good run that had nothing to do. */
  public static final String IDLE = "IDLE";

  static final String UNCOUNTED = "SOURCE_UNCOUNTED";

  private final Contract contract;
  private final Work work;
  private final Findings findings = new Findings();

  private ContractJudge(Contract contract, Work work) {
    this.contract = contract;
    this.work = work;
  }

  /**
   * The judgement.
   *
   * @param type null when the contract is kept
   * @param findings every one of them, the first that fails being the reason where the contract is
   *     broken
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
    SourceSeen source = work.source();
    boolean honest = nothingToDo && source != null && source.error() == null && source.fresh() == 0;
    if (source != null) {
      claim(nothingToDo, source);
    }
    if (honest) {
      findings.note(
          IDLE, Severity.INFO, "There was nothing new in the source, and the agent said so.");
    } else {
      new ResultRules(contract, work, findings).judge();
    }
    new CeilingRules(contract, work, findings).judge(honest);
    if (work.agentTurn() && !honest) {
      new UnaskedRules(contract, work, findings).judge(nothingToDo);
    }
    boolean idle = findings.all().stream().anyMatch(finding -> finding.code().equals(IDLE));
    return new Judgement(findings.type(), findings.all(), idle && findings.good());
  }

  /** What the agent says of its source, against what was in it. */
  private void claim(boolean nothingToDo, SourceSeen source) {
    if (source.error() != null) {
      String why = "the source could not be counted before the execution: " + source.error();
      if (nothingToDo) {
        findings.broken("the agent said that there was nothing to do, and " + why);
      } else {
        findings.note(
            UNCOUNTED, Severity.WARN, "Nothing is known of the source: " + Spoken.sentence(why));
      }
    } else if (nothingToDo && source.fresh() > 0) {
      findings.fail(
          FailureType.FALSE_NO_DATA,
          FailureType.FALSE_NO_DATA.name(),
          "The agent said that there was nothing to do, but its source held "
              + Spoken.count(source.fresh(), "new item")
              + " before it began.");
    }
  }
}
