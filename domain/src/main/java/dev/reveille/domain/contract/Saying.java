package dev.reveille.domain.contract;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One sentence, heading or line of an answer.
 *
 * @param weight in letters; a Chinese character says as much as three Latin letters, and a number
 *     says as much as a sentence
 */
record Saying(String text, Kind kind, int weight) {
  /** What a sentence is there for. */
  enum Kind {
    /** Headings, greetings, dates, "task completed": neither for nor against. */
    FILLER,
    /** The agent looked at something. */
    LOOKED,
    /** There was nothing to do. */
    NO_DATA,
    /** Perhaps the same, if little else is said. */
    QUIET,
    /** It could not be done, or an error is all there is. */
    EXCUSE,
    /** Perhaps the same, if little else is said. */
    STUCK,
    /** A question to somebody, or waiting for a word. */
    ASKS,
    /** It is about to be done. */
    PROMISE,
    /** A question or a promise, if nothing else is said. */
    WONDERS,
    /** Something was changed, made or sent. */
    DONE,
    /** Anything else. */
    RESULT;

    private boolean isClaim() {
      return this == NO_DATA || this == QUIET || this == EXCUSE || this == STUCK;
    }
  }

  private static final int WIDE = 3;

  /** More than {@link Claims} lets stand beside a claim. */
  private static final int NUMBER = 131;

  private static final Pattern END =
      Pattern.compile("(?<=[.!?;])[\"')\\]*_]*\\s+|(?<=[。！？；!?]|\\n)\\s*");

  private static final Pattern QUOTED = Pattern.compile("“[^”\\n]{12,}”|「[^」\\n]{12,}」");

  /** A title, or what somebody said, in the midst of a sentence. */
  private static final Pattern CITED =
      Pattern.compile("(?<=\\S\\s)(?:'[^'\\n]{4,80}'|\"[^\"\\n]{4,80}\")(?!\\w)");

  private static final Pattern DECORATION =
      Pattern.compile(
          "[*`~]|^[\\s>•·|-]+(?:\\d{1,2}[.)]\\s+)?|^\\s*\\d{1,2}[.)]\\s+|\\p{So}|\\p{Cf}|\\uFE0F|\\s*\\|\\s*$");

  private static final Pattern DATES =
      Pattern.compile(
          "\\d{4}-\\d\\d?-\\d\\d?(?:[t ]\\d\\d?:\\d\\d\\S*)?|\\d\\d?:\\d\\d(?::\\d\\d)?|"
              + "\\d+ ?月 ?\\d+ ?日|\\d+ ?年|"
              + "\\d\\d?\\.? (?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
              + "sep(?:t(?:ember)?)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|märz|mai|januar|februar|juni|juli)\\b|"
              + "(?:january|february|march|april|may|june|july|august|september|october|november|"
              + "december) \\d\\d?|\\d\\d?\\.[01]\\d\\.(?:\\d{4})?");

  private static final Pattern POSITIVE = Pattern.compile("(?<![\\w.,])[1-9]\\d*(?:[.,]\\d+)*");

  /** The sentences of an answer, those that only quote being results. */
  static List<Saying> all(String text) {
    List<Saying> sayings = new ArrayList<>();
    for (String line : QUOTED.matcher(text).replaceAll("\n> $0\n").split("\\R")) {
      boolean quote = line.stripLeading().startsWith(">");
      for (String each : END.split(CITED.matcher(line).replaceAll("\"…\""))) {
        Saying saying = of(each, quote);
        if (saying.weight > 0) {
          sayings.add(saying);
        }
      }
    }
    return sayings;
  }

  private static Saying of(String raw, boolean quote) {
    boolean heading = raw.stripLeading().startsWith("#");
    String text =
        DECORATION
            .matcher(Normalizer.normalize(raw, Normalizer.Form.NFKC).replace('’', '\''))
            .replaceAll("")
            .replace('_', ' ')
            .strip()
            .toLowerCase(Locale.ROOT);
    boolean numbers = POSITIVE.matcher(DATES.matcher(text).replaceAll(" ")).find();
    int weight = weight(text);
    if (quote) {
      return new Saying(text, Kind.RESULT, weight + NUMBER);
    }
    Kind kind = SayingWords.kind(text, numbers);
    if (heading && !kind.isClaim()) {
      return new Saying(text, Kind.FILLER, weight);
    }
    boolean counts = kind == Kind.DONE || kind == Kind.RESULT || kind == Kind.LOOKED;
    int figures = numbers && counts ? NUMBER : 0;
    return new Saying(text, kind, weight + figures);
  }

  boolean claimsNoData() {
    return kind == Kind.NO_DATA || kind == Kind.QUIET;
  }

  static int weight(String text) {
    return text.codePoints()
        .filter(Character::isLetterOrDigit)
        .map(c -> Character.isIdeographic(c) || (c >= 0x3040 && c <= 0x30FF) ? WIDE : 1)
        .sum();
  }
}
