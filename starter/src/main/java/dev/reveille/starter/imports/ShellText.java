package dev.reveille.starter.imports;

import dev.reveille.starter.files.problem.Shown;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shell's command line that means the same, with each key in it read from a variable, and without
 * words in braces that a job file would take for templates.
 *
 * @param text the command
 */
public record ShellText(String text) {
  private static final Pattern TEMPLATE = Pattern.compile("(?<!\\$)\\{(?=[A-Za-z][A-Za-z0-9_]*})");
  private static final String VALUE = "([^\\s\"'$`&|;<>()/~@][^\\s\"'$`&|;<>()]{2,})";

  /** The group, or all, is the key; the first named part, where there is one, says what it is. */
  private static final List<Pattern> KEYS =
      List.of(
          Pattern.compile("(?i)authorization:\\s*(?:(?:bearer|basic|token|apikey)\\s+)?" + VALUE),
          Pattern.compile("(?i)\\bx-[a-z-]*(?:key|token|secret)[a-z-]*:\\s*" + VALUE),
          Pattern.compile(
              "(?i)--[\\w-]*(?:api-?key|token|secret|passw(?:or)?d|passwd|pwd)(?:=|\\s+)[\"']?"
                  + VALUE),
          Pattern.compile(
              "(?i)(?<what>\\b\\w*(?:api_?key|_key|token|secret|passw(?:or)?d|passwd|_pass|_pwd))="
                  + "[\"']?"
                  + VALUE),
          Pattern.compile("://[^/\\s:@\"']+:([^@\\s/\"'$`]{2,})@"),
          Pattern.compile("\\s(?:-u|--user)[\\s=]+[\"']?[^\\s:\"'$]+:([^\\s\"'$`]{2,})"),
          Pattern.compile(
              "\\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)\\b[^|;&]*?\\s-p"
                  + "([^\\s\"'$`]{2,})"),
          Pattern.compile("hooks\\.slack\\.com/services/([^\\s\"'$`]{8,})"),
          Pattern.compile("discord(?:app)?\\.com/api/webhooks/([^\\s\"'$`]{8,})"),
          Pattern.compile("/bot(\\d{5,}:[\\w-]{20,})"));

  private record Span(int from, int to, String what) {}

  /** The same command without keys and templates; keys get their names in the given collection. */
  public static ShellText of(String command, Unwritten keys) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (Span span : spans(command)) {
      text.append(command, at, span.from);
      String quote = quoteAt(command, span.from);
      if (span.what.isEmpty()) {
        // Two quotes that hold nothing, so that the brace no longer begins a template.
        text.append('{').append(quote.isEmpty() ? "\"\"" : quote + quote);
      } else {
        String variable = "${" + keys.name(span.what) + "}";
        text.append(
            switch (quote) {
              case "'" -> "'\"" + variable + "\"'";
              case "\"" -> variable;
              default -> "\"" + variable + "\"";
            });
      }
      at = span.to;
    }
    return new ShellText(text.append(command.substring(at)).toString());
  }

  /** Whether a key stands in the text. */
  public static boolean holdsKey(String text) {
    return spans(text).stream().anyMatch(span -> !span.what.isEmpty());
  }

  /** The text with its keys left out, for a person to read. */
  public static String masked(String text) {
    StringBuilder masked = new StringBuilder();
    int at = 0;
    for (Span span : spans(text)) {
      if (!span.what.isEmpty()) {
        masked.append(text, at, span.from).append('…');
        at = span.to;
      }
    }
    return masked.append(text.substring(at)).toString();
  }

  private static List<Span> spans(String command) {
    List<Span> found = new ArrayList<>();
    for (MatchResult key : Shown.keysIn(command)) {
      found.add(new Span(key.start(), key.end(), "KEY"));
    }
    for (Pattern pattern : KEYS) {
      Matcher matcher = pattern.matcher(command);
      boolean named = pattern.pattern().contains("?<what>");
      while (matcher.find()) {
        String what = named ? matcher.group("what").toUpperCase(Locale.ROOT) : "KEY";
        int group = named ? 2 : 1;
        found.add(new Span(matcher.start(group), matcher.end(group), what));
      }
    }
    Matcher template = TEMPLATE.matcher(command);
    while (template.find()) {
      found.add(new Span(template.start(), template.end(), ""));
    }
    found.sort(Comparator.comparingInt(Span::from).thenComparingInt(span -> -span.to));
    List<Span> apart = new ArrayList<>();
    int end = 0;
    for (Span span : found) {
      if (span.from >= end) {
        apart.add(span);
        end = span.to;
      }
    }
    return apart;
  }

  /** The quote that is open at a place: none, single or double. */
  private static String quoteAt(String command, int place) {
    Deque<Character> open = new ArrayDeque<>();
    for (int i = 0; i < place; i++) {
      char c = command.charAt(i);
      char top = open.isEmpty() ? ' ' : open.peek();
      if (top == '\'') {
        if (c == '\'') {
          open.pop();
        }
      } else if (c == '\\') {
        i++;
      } else if (c == '"') {
        toggle(open, '"', top);
      } else if (c == '`') {
        toggle(open, '`', top);
      } else if (c == '\'' && top != '"') {
        open.push('\'');
      } else if (c == '(' && ((i > 0 && command.charAt(i - 1) == '$') || top == '(')) {
        open.push('(');
      } else if (c == ')' && top == '(') {
        open.pop();
      }
    }
    char top = open.isEmpty() ? ' ' : open.peek();
    return top == '\'' || top == '"' ? String.valueOf(top) : "";
  }

  private static void toggle(Deque<Character> open, char quote, char top) {
    if (top == quote) {
      open.pop();
    } else {
      open.push(quote);
    }
  }
}
