package dev.reveille.worker.board.page;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.reveille.domain.Words;

/** How a job stands by its last slots, the worst first. */
public enum Standing {
  FAILING("Failing", "did not answer the last time"),
  UNSTEADY("Unsteady", "answers again, but missed or failed a slot lately"),
  GOOD("Good", "answered every slot"),
  NEW("New", "has not been due yet"),
  PAUSED("Paused", "is not called until it is resumed");

  private static final String BAD = "xm";
  private static final String SAYS_NOTHING = "?sp";

  private final String word;
  private final String meaning;

  Standing(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  public String word() {
    return word;
  }

  public String meaning() {
    return meaning;
  }

  @JsonValue
  public String code() {
    return Words.camel(this);
  }

  /**
   * By the marks of {@link dev.reveille.runlog.BoardReader.Roll}.
   *
   * @param paused whether the schedule was last seen paused
   */
  public static Standing of(String marks, boolean paused) {
    if (paused) {
      return PAUSED;
    }
    for (int i = marks.length() - 1; i >= 0; i--) {
      char mark = marks.charAt(i);
      if (BAD.indexOf(mark) >= 0) {
        return FAILING;
      }
      if (SAYS_NOTHING.indexOf(mark) < 0) {
        return bad(marks) > 0 ? UNSTEADY : GOOD;
      }
    }
    return NEW;
  }

  /** How many slots went wrong. */
  public static int bad(String marks) {
    return (int) marks.chars().filter(mark -> BAD.indexOf(mark) >= 0).count();
  }

  /** How many of the last that say anything went wrong without one between that did not. */
  public static int streak(String marks) {
    int streak = 0;
    for (int i = marks.length() - 1; i >= 0; i--) {
      char mark = marks.charAt(i);
      if (BAD.indexOf(mark) >= 0) {
        streak++;
      } else if (SAYS_NOTHING.indexOf(mark) < 0) {
        break;
      }
    }
    return streak;
  }
}
