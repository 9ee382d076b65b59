package dev.reveille.activities.place;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words in braces of {@code command}, {@code argv} and {@code env}. */
final class Templates {
  private static final Pattern WORD = Pattern.compile("\\{([a-z]+)}");

  private final Map<String, String> values;

  Templates(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** Fills in what is known; other braces are text, since job files were validated before. */
  String fill(String text) {
    return WORD.matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
  }
}
