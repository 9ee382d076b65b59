package dev.reveille.starter.imports.crontab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A shell's words, where the line has nothing else that a shell would do something with. */
final class Words {
  private static final String SPECIAL = "|&;<>()$`*?[]#!{}";

  private Words() {}

  /** The words, quotes taken away; empty where a shell would do more than split them. */
  static Optional<List<String>> of(String command) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = ' ';
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (quote == '\'') {
        if (c == '\'') {
          quote = ' ';
        } else {
          word.append(c);
        }
      } else if (c == '\\' && i + 1 < command.length()) {
        char next = command.charAt(++i);
        boolean kept = quote == '"' && "\"\\$`".indexOf(next) < 0;
        word.append(kept ? "\\" + next : String.valueOf(next));
        inWord = true;
      } else if (quote == '"') {
        if (c == '"') {
          quote = ' ';
        } else if (c == '$' || c == '`') {
          return Optional.empty();
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else if (SPECIAL.indexOf(c) >= 0 || (c == '~' && !inWord)) {
        return Optional.empty();
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != ' ') {
      return Optional.empty();
    }
    if (inWord) {
      words.add(word.toString());
    }
    boolean assigns = !words.isEmpty() && words.get(0).matches("[A-Za-z_]\\w*=.*");
    return words.isEmpty() || assigns ? Optional.empty() : Optional.of(words);
  }
}
