package dev.reveille.drill.flags;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The flags one program knows. An unknown flag is an error that lists the known ones. */
public final class FlagSet {
  private final String usage;
  private final Map<String, Flag> flags = new LinkedHashMap<>();

  public FlagSet(String usage, List<Flag> flags) {
    this.usage = requireNonNull(usage, "usage is null");
    for (Flag flag : flags) {
      if (this.flags.put(flag.name(), flag) != null) {
        throw new IllegalArgumentException("flags: --" + flag.name() + " is there twice");
      }
    }
  }

  /**
   * Reads {@code --name VALUE}, {@code --name=VALUE} and {@code --name}; what is no flag is a free
   * word.
   *
   * @throws UsageException for an unknown flag, a missing or a superfluous value
   */
  public FlagValues parse(List<String> words) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    List<String> free = new ArrayList<>();
    for (int at = 0; at < words.size(); at++) {
      String word = words.get(at);
      if (!word.startsWith("--")) {
        free.add(word);
        continue;
      }
      int equals = word.indexOf('=');
      Flag flag = known(equals < 0 ? word.substring(2) : word.substring(2, equals));
      String value = "";
      if (equals >= 0) {
        value = word.substring(equals + 1);
      } else if (flag.takesValue()) {
        at++;
        value = at < words.size() ? words.get(at) : "";
      }
      if (flag.takesValue() == value.isEmpty()) {
        throw new UsageException(
            word
                + (flag.takesValue() ? " lacks its value" : " takes no value")
                + "; write "
                + flag.written());
      }
      values.computeIfAbsent(flag.name(), name -> new ArrayList<>()).add(value);
    }
    return new FlagValues(values, free);
  }

  public String help() {
    StringBuilder help = new StringBuilder("Usage: ").append(usage).append("\n\n");
    for (Flag flag : flags.values()) {
      String written = "  " + flag.written();
      help.append(written)
          .append(written.length() < 30 ? " ".repeat(30 - written.length()) : "\n" + " ".repeat(30))
          .append(flag.help())
          .append('\n');
    }
    return help.toString();
  }

  private Flag known(String name) {
    Flag flag = flags.get(name);
    if (flag == null) {
      throw new UsageException(
          "--" + name + " is not a flag here; known are: --" + String.join(", --", flags.keySet()));
    }
    return flag;
  }
}
