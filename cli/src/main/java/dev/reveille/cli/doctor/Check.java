package dev.reveille.cli.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param found what it is like, in words
 * @param remedy what to do about it; null where there is nothing to do
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"check", "state", "found", "remedy"})
record Check(String check, State state, String found, @Nullable String remedy) {
  /** How bad it is. */
  enum State {
    /** As it should be. */
    @JsonProperty("good")
    GOOD,
    /** Jobs run, but less well, or unseen. */
    @JsonProperty("warn")
    WARN,
    /** Something cannot run at all. */
    @JsonProperty("bad")
    BAD
  }

  static Check good(String check, String found) {
    return new Check(check, State.GOOD, found, null);
  }

  static Check warn(String check, String found, String remedy) {
    return new Check(check, State.WARN, found, remedy);
  }

  static Check bad(String check, String found, String remedy) {
    return new Check(check, State.BAD, found, remedy);
  }
}
