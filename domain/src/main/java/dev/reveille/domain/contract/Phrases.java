package dev.reveille.domain.contract;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Expressions of which one must be found in a sentence that is in lower case. */
final class Phrases {
  private final Pattern pattern;

  private Phrases(Pattern pattern) {
    this.pattern = pattern;
  }

  /** One expression a line; white space at its ends does not count. */
  static Phrases of(String... blocks) {
    return new Phrases(
        Pattern.compile(
            String.join("\n", blocks)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> "(?:" + line + ")")
                .collect(Collectors.joining("|")),
            Pattern.UNICODE_CHARACTER_CLASS));
  }

  boolean in(String text) {
    return pattern.matcher(text).find();
  }
}
