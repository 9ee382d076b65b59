package dev.reveille.starter;

import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The known word that someone may have meant. */
final class Nearest {
  private Nearest() {}

  /** The most similar word; null when none is similar. */
  static @Nullable String of(String word, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt((String other) -> distance(word, other)).thenComparing(o -> o))
        .filter(other -> distance(word, other) <= Math.max(2, word.length() / 3))
        .orElse(null);
  }

  /** Levenshtein's edit distance. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
