package dev.reveille.domain.contract;

import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what the rules find; the first failure names the run. */
final class Findings {
  private final List<Finding> all = new ArrayList<>();
  private @Nullable FailureType type;

  /** A rule of the contract that is not kept, told as a clause. */
  void broken(String what) {
    fail(
        FailureType.CONTRACT_BROKEN,
        FailureType.CONTRACT_BROKEN.name(),
        "The contract is broken: " + what + ".");
  }

  void fail(FailureType broken, String code, String message) {
    if (type == null) {
      type = broken;
    }
    note(code, Severity.FAIL, message);
  }

  void note(String code, Severity severity, String message) {
    all.add(new Finding(code, severity, message));
  }

  boolean good() {
    return type == null;
  }

  @Nullable FailureType type() {
    return type;
  }

  List<Finding> all() {
    return List.copyOf(all);
  }
}
