package dev.reveille.drill.flags;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was written behind the flags, and the free words between them. */
public final class FlagValues {
  private final Map<String, List<String>> values;
  private final List<String> free;

  FlagValues(Map<String, List<String>> values, List<String> free) {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    values.forEach((name, all) -> copy.put(name, List.copyOf(all)));
    this.values = copy;
    this.free = List.copyOf(free);
  }

  public List<String> free() {
    return free;
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Every value of a flag that may be repeated, in the order written. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** The last value: a later flag overrides an earlier one. */
  public Optional<String> text(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  public Optional<Integer> number(String name, int atLeast) {
    return text(name).map(value -> Words.number("--" + name, value, atLeast));
  }

  public Optional<Duration> duration(String name) {
    return text(name).map(value -> Words.duration("--" + name, value));
  }
}
