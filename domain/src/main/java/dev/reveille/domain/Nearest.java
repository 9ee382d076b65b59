package dev.reveille.domain;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the name that was probably meant. */
public final class Nearest {
  private static final int LONGEST = 60;
  private static final Pattern IGNORED = Pattern.compile("[-_ ]");

  private Nearest() {}

  /** The closest known name, where it is close enough not to be absurd. */
  public static Optional<String> to(String written, Collection<String> known) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    String wanted = plain(written);
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String name : known) {
      String candidate = plain(name);
      int allowed = Math.max(1, Math.min(3, Math.min(wanted.length(), name.length()) / 3));
      if (Math.abs(wanted.length() - candidate.length()) > allowed) {
        continue;
      }
      int distance = distance(wanted, candidate);
      if (distance <= allowed && distance < least) {
        best = name;
        least = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** {@code did you mean 'x'?}, or the fallback where no name is near. */
  public static String question(String written, Collection<String> known, String fallback) {
    return to(written, known).map(name -> "did you mean '" + name + "'?").orElse(fallback);
  }

  private static String plain(String name) {
    return IGNORED.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  /** Edits from one to the other; two neighbours in the wrong order count once. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        cost[i][j] =
            Math.min(
                cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
