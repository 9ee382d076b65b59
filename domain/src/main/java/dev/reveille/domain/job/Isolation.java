package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;
import java.util.List;

/**
 * What stands between a run and the machine.
 *
 * @param read further paths a run may read; absolute, or relative to the folder of reveille.yaml
 * @param write further paths a run may write
 */
public record Isolation(Kind kind, List<String> read, List<String> write) {
  /** {@code auto} takes bubblewrap where a trial run of it succeeds. */
  public enum Kind {
    AUTO,
    BUBBLEWRAP,
    NONE;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  public static final Isolation AUTO = new Isolation(Kind.AUTO, List.of(), List.of());

  public Isolation {
    requireNonNull(kind, "kind is null");
    read = List.copyOf(read);
    write = List.copyOf(write);
  }
}
