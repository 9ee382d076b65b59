package dev.reveille.cli.text;

/** Colours, by what they mean. */
public enum Style {
  GOOD("32"),
  BAD("31"),
  WARNING("33"),
  FAINT("2"),
  STRONG("1");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  String on(String text) {
    return "\u001B[" + code + "m" + text + "\u001B[0m";
  }
}
