package dev.reveille.activities.ask;

import static java.util.Objects.requireNonNull;

import dev.reveille.activities.command.CommandResult;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking.
 *
 * @param exitCode null where the program was never started, or had to be ended
 * @param output the beginning of standard output
 * @param whole whether that is all of it
 * @param said the end of what it said, for a message: of standard output, else of standard error
 * @param error why there is no exit code, as a clause
 */
public record Answer(
    @Nullable Integer exitCode, String output, boolean whole, String said, @Nullable String error) {
  private static final int SAID_CHARS = 600;

  public Answer {
    requireNonNull(output, "output is null");
    requireNonNull(said, "said is null");
  }

  static Answer of(CommandResult result, int kept) {
    if (result.exit().signal().isPresent()) {
      return ended(result, "it was " + result.exit().describe());
    }
    return new Answer(
        result.exit().code(), result.output(), result.outputBytes() <= kept, said(result), null);
  }

  static Answer ended(CommandResult result, String error) {
    return new Answer(null, result.output(), false, said(result), error);
  }

  static Answer never(String error) {
    return new Answer(null, "", false, "", error);
  }

  private static String said(CommandResult result) {
    String text = result.output().isBlank() ? result.errors().strip() : result.output().strip();
    if (text.length() <= SAID_CHARS) {
      return text;
    }
    int from = text.length() - SAID_CHARS;
    return "… " + text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
  }
}
