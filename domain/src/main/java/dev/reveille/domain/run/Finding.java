package dev.reveille.domain.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;

/** One thing that was noticed about a run. */
public record Finding(String code, Severity severity, String message) {
  /** Only {@code fail} makes a run red. */
  public enum Severity {
    FAIL,
    WARN,
    INFO;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  public Finding {
    requireNonNull(code, "code is null");
    requireNonNull(severity, "severity is null");
    requireNonNull(message, "message is null");
  }
}
