package dev.reveille.drill;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which script holds for a path: {@code /at/NAME/v1/…} has one of its own from the moment it is
 * given one, so that several stories can be told at once. Thread-safe.
 */
final class Doors {
  private static final Pattern DOOR = Pattern.compile("/at/([^/]+)(/.*)");

  private final CallAnswerer front;
  private final Map<String, CallAnswerer> others = new ConcurrentHashMap<>();

  Doors(CallAnswerer front) {
    this.front = front;
  }

  /** The one that answers at that path. */
  CallAnswerer at(String path) {
    Matcher door = DOOR.matcher(path);
    return door.matches() ? others.getOrDefault(door.group(1), front) : front;
  }

  /** The path as it is behind its door. */
  static String inside(String path) {
    Matcher door = DOOR.matcher(path);
    return door.matches() ? door.group(2) : path;
  }

  /** From now on, at that door alone. */
  void script(String name, ProviderScript script) {
    others.computeIfAbsent(name, door -> new CallAnswerer(script)).script(script);
  }

  void close() {
    front.close();
    others.values().forEach(CallAnswerer::close);
  }
}
