package dev.reveille.drill.flags;

import static java.util.Objects.requireNonNull;

/**
 * One flag, written {@code --name} or {@code --name VALUE}.
 *
 * @param hint what the value looks like; empty when the flag takes none
 */
public record Flag(String name, String hint, String help) {
  public Flag {
    requireNonNull(name, "name is null");
    requireNonNull(hint, "hint is null");
    requireNonNull(help, "help is null");
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "name: " + name + " (expected: lower case words and dashes)");
    }
  }

  public static Flag toggle(String name, String help) {
    return new Flag(name, "", help);
  }

  public static Flag value(String name, String hint, String help) {
    return new Flag(name, hint, help);
  }

  boolean takesValue() {
    return !hint.isEmpty();
  }

  String written() {
    return takesValue() ? "--" + name + " " + hint : "--" + name;
  }
}
