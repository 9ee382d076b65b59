package dev.reveille.domain.contract;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.run.Finding.Severity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/** What a run may take: time, tokens and money. An idle one may only be short. */
final class CeilingRules {
  static final String TOKENS_UNKNOWN = "TOKENS_UNKNOWN";
  static final String COST_UNKNOWN = "COST_UNKNOWN";

  private static final MathContext SHOWN = new MathContext(3, RoundingMode.HALF_UP);

  private final Contract contract;
  private final Work work;
  private final Findings findings;

  CeilingRules(Contract contract, Work work, Findings findings) {
    this.contract = contract;
    this.work = work;
    this.findings = findings;
  }

  void judge(boolean idle) {
    if (contract.duration() != null) {
      duration(contract.duration(), idle);
    }
    Long most = contract.tokens() == null ? null : contract.tokens().atMost();
    if (most != null) {
      tokens(most);
    }
    if (contract.cost() != null) {
      cost(contract.cost().atMost());
    }
  }

  private void duration(Contract.Span rule, boolean idle) {
    Duration took = Duration.ofMillis(work.millis());
    Duration least = rule.min();
    Duration most = rule.max();
    if (!idle && least != null && took.compareTo(least) < 0) {
      findings.broken(
          "the execution took "
              + Spoken.duration(took)
              + " (expected: at least "
              + Spoken.duration(least)
              + ")");
    }
    if (most != null && took.compareTo(most) > 0) {
      findings.broken(
          "the execution took "
              + Spoken.duration(took)
              + " (expected: at most "
              + Spoken.duration(most)
              + ")");
    }
  }

  private void tokens(long most) {
    Long spent = work.spent().tokens();
    if (spent == null) {
      findings.note(
          TOKENS_UNKNOWN,
          Severity.WARN,
          "The ceiling of tokens could not be held: no answer said how many it took.");
    } else if (spent > most) {
      findings.broken("the model calls took " + spent + " tokens (expected: at most " + most + ")");
    }
  }

  private void cost(BigDecimal most) {
    Work.Spent spent = work.spent();
    if (spent.cost().compareTo(most) > 0) {
      findings.broken(
          "the model calls cost "
              + shown(spent.cost())
              + " (expected: at most "
              + shown(most)
              + ")");
    } else if (!spent.unpriced().isEmpty()) {
      findings.note(
          COST_UNKNOWN,
          Severity.WARN,
          "The ceiling of cost could not be held: no price is known for "
              + String.join(", ", spent.unpriced())
              + ". Write it into models of the provider, and start the worker again.");
    } else if (spent.tokens() == null) {
      findings.note(
          COST_UNKNOWN,
          Severity.WARN,
          "The ceiling of cost could not be held: no answer said how many tokens it took.");
    }
  }

  private static String shown(BigDecimal amount) {
    return amount.round(SHOWN).stripTrailingZeros().toPlainString();
  }
}
