package dev.reveille.activities.acp;

import org.jspecify.annotations.Nullable;

/**
 * What there is to go on with of a session's earlier turns.
 *
 * @param id by which the agent knows it; null where there is none to try
 * @param lost then, why nothing is known of what was said, in words; null where nothing was
 */
public record Earlier(@Nullable String id, @Nullable String lost) {
  /** Nothing was said before. */
  public static final Earlier NONE = new Earlier(null, null);

  public static Earlier known(String id) {
    return new Earlier(id, null);
  }

  public static Earlier lost(String why) {
    return new Earlier(null, why);
  }
}
