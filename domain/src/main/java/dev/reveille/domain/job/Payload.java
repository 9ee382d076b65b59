package dev.reveille.domain.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done.
 *
 * @param message the prompt of an agent turn, or the text of a system event
 * @param command for a command: the program and how it is run
 */
public record Payload(Kind kind, @Nullable String message, @Nullable Command command) {
  /** OpenClaw's kinds that we run. */
  public enum Kind {
    AGENT_TURN,
    SYSTEM_EVENT,
    COMMAND;

    @JsonValue
    public String word() {
      return Words.camel(this);
    }
  }

  /**
   * A program of the user's own.
   *
   * @param cwd relative to the workspace; null means the workspace itself
   * @param input text for standard input, which is closed after it
   * @param noOutputTimeout ends a program that has been silent for so long
   * @param outputMaxBytes output kept; the rest is counted and dropped
   */
  public record Command(
      List<String> argv,
      @Nullable String cwd,
      Map<String, EnvValue> env,
      @Nullable String input,
      @Nullable Duration noOutputTimeout,
      int outputMaxBytes) {
    public static final int DEFAULT_OUTPUT_MAX_BYTES = 1 << 20;

    public Command {
      argv = List.copyOf(argv);
      env = Map.copyOf(env);
      if (argv.isEmpty()) {
        throw new IllegalArgumentException("argv: [] (expected: a program and its arguments)");
      }
      if (outputMaxBytes < 1) {
        throw new IllegalArgumentException(
            "outputMaxBytes: " + outputMaxBytes + " (expected: >= 1)");
      }
    }
  }

  public Payload {
    requireNonNull(kind, "kind is null");
    if ((kind == Kind.COMMAND) != (command != null)
        || (kind == Kind.COMMAND) == (message != null)) {
      throw new IllegalArgumentException("payload: fields of another kind than " + kind.word());
    }
  }

  public static Payload agentTurn(String message) {
    return new Payload(Kind.AGENT_TURN, message, null);
  }

  public static Payload systemEvent(String text) {
    return new Payload(Kind.SYSTEM_EVENT, text, null);
  }

  public static Payload command(Command command) {
    return new Payload(Kind.COMMAND, null, command);
  }
}
