package dev.reveille.domain.run;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.Finding.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds an agent's own report of its model work against what the gateway saw. */
public final class Contradictions {
  /** The code of a finding about an agent that reports other work than the gateway saw. */
  public static final String CODE = "AGENT_DISAGREES";

  private Contradictions() {}

  /**
   * Finds where the agent reports what the gateway did not see. A model's longer name in an answer
   * is no contradiction where the gateway read the same; fewer turns than calls are none, since
   * agents do not count every call.
   */
  public static List<Finding> in(Testimony said, ModelPin pin, ModelTally seen) {
    List<Finding> findings = new ArrayList<>();
    String named = said.answered() == null ? said.model() : said.answered();
    boolean rerouted = Boolean.TRUE.equals(said.rerouted());
    if (named == null ? rerouted : !known(pin, seen).contains(named)) {
      findings.add(
          finding(
              "The agent reports that "
                  + (named == null ? "another model" : "'" + named + "'")
                  + " answered; the gateway saw "
                  + (seen.answered().isEmpty()
                      ? "no model answer"
                      : "'" + String.join("', '", seen.answered()) + "'")
                  + ". Look whether its settings name a model of their own."));
    }
    Integer turns = said.turns();
    if (turns != null && turns > seen.calls()) {
      findings.add(
          finding(
              "The agent reports "
                  + turns
                  + " answers of a model, and "
                  + seen.calls()
                  + " calls came through the gateway. Look whether it can reach a provider in"
                  + " another way (network, env)."));
    }
    return findings;
  }

  private static Set<String> known(ModelPin pin, ModelTally seen) {
    Set<String> known = new HashSet<>(seen.answered());
    known.add(pin.model().model());
    pin.substitutes().stream().map(ModelRef::model).forEach(known::add);
    return known;
  }

  private static Finding finding(String message) {
    return new Finding(CODE, Severity.WARN, message);
  }
}
