package dev.reveille.activities.alert;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * How a channel writes text. Each letter is escaped by itself, so that a cut can never split what
 * belongs together.
 *
 * @param escape what stands for a letter
 * @param size of written text, in the unit of the channel's limit
 */
record Markup(
    IntFunction<String> escape, String strong, String strongEnd, ToIntFunction<String> size) {
  private static final String WORD_JOINER = "\u2060";
  private static final String CUT = "…";

  /** As it is, measured in UTF-8 bytes. */
  static final Markup BYTES =
      new Markup(Character::toString, "", "", text -> text.getBytes(StandardCharsets.UTF_8).length);

  /** As it is. */
  static final Markup PLAIN = new Markup(Character::toString, "", "", String::length);

  /** Slack's mrkdwn: only these three letters can begin a link or a mention. */
  static final Markup SLACK = new Markup(Markup::entity, "*", "*", String::length);

  /** Telegram's HTML. Its clients make a mention of any @word, markup or not. */
  static final Markup TELEGRAM =
      new Markup(
          letter -> letter == '@' ? "@" + WORD_JOINER : entity(letter),
          "<b>",
          "</b>",
          String::length);

  /** Discord's Markdown, in which any punctuation may be escaped. */
  static final Markup DISCORD =
      new Markup(
          letter ->
              "\\`*_~|<>#-[]():@".indexOf(letter) >= 0
                  ? "\\" + Character.toString(letter)
                  : Character.toString(letter),
          "**",
          "**",
          String::length);

  private static String entity(int letter) {
    return switch (letter) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      default -> Character.toString(letter);
    };
  }

  int sizeOf(String written) {
    return size.applyAsInt(written);
  }

  /** The text written, or as much of its beginning as has room, with a sign that it was cut. */
  String fit(String text, int room) {
    StringBuilder written = new StringBuilder();
    int taken = 0;
    int mostBeforeCut = room - sizeOf(CUT);
    int cutAt = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      String piece = escape.apply(text.codePointAt(i));
      taken += sizeOf(piece);
      if (taken > room) {
        return mostBeforeCut < 0 ? "" : written.substring(0, cutAt) + CUT;
      }
      written.append(piece);
      if (taken <= mostBeforeCut) {
        cutAt = written.length();
      }
    }
    return written.toString();
  }
}
