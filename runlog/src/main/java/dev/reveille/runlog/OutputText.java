package dev.reveille.runlog;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The beginning of what an agent said, read no further than it is wanted. */
final class OutputText {
  private static final int PAGE = 64;

  private OutputText() {}

  /**
   * @return null when nothing is wanted
   */
  static @Nullable String read(Handle handle, long run, int maxChars) {
    if (maxChars <= 0) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    int attempt = 0;
    long seq = Long.MIN_VALUE;
    while (text.length() < maxChars) {
      List<Piece> page = page(handle, run, attempt, seq, maxChars - text.length());
      page.forEach(piece -> text.append(piece.text()));
      if (page.size() < PAGE) {
        break;
      }
      attempt = page.get(PAGE - 1).attempt();
      seq = page.get(PAGE - 1).seq();
    }
    return Texts.cut(text.toString(), maxChars);
  }

  private static List<Piece> page(Handle handle, long run, int attempt, long seq, int chars) {
    return handle
        .createQuery(
            "SELECT attempt, seq, substr(text, 1, :chars) AS beginning FROM output"
                + " WHERE run = :run AND stream = 'out'"
                + " AND (attempt > :attempt OR (attempt = :attempt AND seq > :seq))"
                + " ORDER BY attempt, seq LIMIT "
                + PAGE)
        .bind("run", run)
        .bind("attempt", attempt)
        .bind("seq", seq)
        .bind("chars", chars)
        .map(
            (row, context) ->
                new Piece(row.getInt("attempt"), row.getLong("seq"), row.getString("beginning")))
        .list();
  }

  private record Piece(int attempt, long seq, String text) {}
}
