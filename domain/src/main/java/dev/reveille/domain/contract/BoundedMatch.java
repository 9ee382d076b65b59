package dev.reveille.domain.contract;

import java.util.regex.Pattern;

/**
 * Looks for a job's own expressions in untrusted text, for a bounded number of steps: some
 * expressions take longer than the sun will shine on a text made for it.
 */
final class BoundedMatch {
  private static final long MOST_STEPS = 50_000_000;

  private long left = MOST_STEPS;

  /** What came of looking. */
  enum Found {
    YES,
    NO,
    /** The expression took too many steps on this text. */
    GIVEN_UP
  }

  /** Looks once, with {@code ^} and {@code $} at each line. */
  static Found find(String expression, String text) {
    return new BoundedMatch().find(Pattern.compile(expression, Pattern.MULTILINE), text);
  }

  /** Looks again; all that one instance looks for shares its steps. */
  Found find(Pattern expression, String text) {
    try {
      boolean found = expression.matcher(new Counted(text, 0, text.length(), this)).find();
      return found ? Found.YES : Found.NO;
    } catch (TooManySteps | StackOverflowError e) {
      return Found.GIVEN_UP;
    }
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManySteps() {
      super(null, null, false, false);
    }
  }

  /** The matcher reads its text letter by letter, so this is where it can be stopped. */
  private record Counted(String text, int start, int end, BoundedMatch steps)
      implements CharSequence {
    @Override
    public char charAt(int index) {
      if (--steps.left < 0) {
        throw new TooManySteps();
      }
      return text.charAt(start + index);
    }

    @Override
    public int length() {
      return end - start;
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new Counted(text, start + from, start + to, steps);
    }

    @Override
    public String toString() {
      return text.substring(start, end);
    }
  }
}
