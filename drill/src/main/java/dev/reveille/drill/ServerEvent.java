package dev.reveille.drill;

import static java.util.Objects.requireNonNull;

/**
 * One server-sent event.
 *
 * @param name empty for an event without a name
 */
record ServerEvent(String name, String data) {
  ServerEvent {
    requireNonNull(name, "name is null");
    requireNonNull(data, "data is null");
  }

  String written() {
    return (name.isEmpty() ? "" : "event: " + name + "\n") + "data: " + data + "\n\n";
  }
}
