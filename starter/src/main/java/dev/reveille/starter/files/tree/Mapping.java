package dev.reveille.starter.files.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.starter.files.problem.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys and values as they were written, in their order. */
public record Mapping(Place place, Map<String, Entry> entries) implements Node {
  /** A value and the place of its key. */
  public record Entry(Place keyPlace, Node value) {}

  public Mapping {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  public @Nullable Node get(String key) {
    Entry entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  @Override
  public Mapping movedTo(Place other) {
    Map<String, Entry> moved = new LinkedHashMap<>();
    entries.forEach((key, entry) -> moved.put(key, new Entry(other, entry.value().movedTo(other))));
    return new Mapping(other, moved);
  }

  @Override
  public String shown() {
    return entries.isEmpty() ? "an empty mapping" : "a mapping";
  }

  @Override
  public JsonNode json() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    entries.forEach((key, entry) -> object.set(key, entry.value().json()));
    return object;
  }
}
