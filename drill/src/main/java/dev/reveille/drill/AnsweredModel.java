package dev.reveille.drill;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The model that answers claim to come from, whatever was asked. */
public record AnsweredModel(Manner manner, String text) {
  /** How the claim is made; {@code FIXED} and {@code SUFFIX} use the text. */
  public enum Manner {
    ECHO,
    FIXED,
    SUFFIX,
    ABSENT
  }

  public AnsweredModel {
    requireNonNull(manner, "manner is null");
    requireNonNull(text, "text is null");
  }

  public static AnsweredModel echo() {
    return new AnsweredModel(Manner.ECHO, "");
  }

  public static AnsweredModel fixed(String name) {
    return new AnsweredModel(Manner.FIXED, name);
  }

  public static AnsweredModel suffix(String suffix) {
    return new AnsweredModel(Manner.SUFFIX, suffix);
  }

  /** Answers carry no model at all. */
  public static AnsweredModel absent() {
    return new AnsweredModel(Manner.ABSENT, "");
  }

  /** Reads {@code echo}, {@code absent}, {@code +SUFFIX}, or any other word as a fixed name. */
  static AnsweredModel parse(String word) {
    if (word.equals("echo")) {
      return echo();
    }
    if (word.equals("absent")) {
      return absent();
    }
    return word.startsWith("+") ? suffix(word.substring(1)) : fixed(word);
  }

  @Nullable String to(String asked) {
    return switch (manner) {
      case ECHO -> asked;
      case FIXED -> text;
      case SUFFIX -> asked + text;
      case ABSENT -> null;
    };
  }
}
