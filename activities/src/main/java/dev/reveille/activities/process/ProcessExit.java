package dev.reveille.activities.process;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * How a process ended.
 *
 * @param code the exit code, or 128 plus the signal's number
 * @param at when its death was seen
 * @param stderrTail the last 8 KiB of standard error, empty when it wrote none
 */
public record ProcessExit(int code, Instant at, String stderrTail) {

  private static final int SIGNAL_BASE = 128;
  private static final int LAST_SIGNAL = 64;

  public ProcessExit {
    requireNonNull(at, "at is null");
    requireNonNull(stderrTail, "stderrTail is null");
  }

  /**
   * The signal, when the code says so. A program that itself exits with 129 to 192 cannot be told
   * apart from one that was killed.
   */
  public OptionalInt signal() {
    int signal = code - SIGNAL_BASE;
    return signal > 0 && signal <= LAST_SIGNAL ? OptionalInt.of(signal) : OptionalInt.empty();
  }

  /** Code or signal in words, such as {@code exit code 3} or {@code killed by signal 9 (KILL)}. */
  public String describe() {
    if (signal().isEmpty()) {
      return "exit code " + code;
    }
    int signal = signal().getAsInt();
    String name =
        switch (signal) {
          case 1 -> " (HUP)";
          case 2 -> " (INT)";
          case 6 -> " (ABRT)";
          case 9 -> " (KILL)";
          case 11 -> " (SEGV)";
          case 13 -> " (PIPE)";
          case 15 -> " (TERM)";
          default -> "";
        };
    return "killed by signal " + signal + name;
  }
}
