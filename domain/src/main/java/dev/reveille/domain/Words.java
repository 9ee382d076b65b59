package dev.reveille.domain;

/** How enum constants are written in job files and JSON: {@code BUFFER_ONE} is bufferOne. */
public final class Words {
  private Words() {}

  /** The camel-case word of a constant. */
  public static String camel(Enum<?> constant) {
    StringBuilder word = new StringBuilder();
    boolean upper = false;
    for (char c : constant.name().toCharArray()) {
      if (c == '_') {
        upper = true;
      } else {
        word.append(upper ? c : Character.toLowerCase(c));
        upper = false;
      }
    }
    return word.toString();
  }
}
