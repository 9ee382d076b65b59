package dev.reveille.starter.files.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.starter.files.problem.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping that was read by its {@link Shape}: typed values that know where they were written. */
public final class Form {
  /**
   * A field that was written.
   *
   * @param value null when it was wrong, which was reported
   */
  public record Written(@Nullable Object value, Place keyPlace, Place place, String spelling) {}

  private final Place place;
  private final String path;
  private final Map<Field<?>, Written> fields = new LinkedHashMap<>();
  private final Map<String, JsonNode> kept = new LinkedHashMap<>();

  public Form(Place place, String path) {
    this.place = place;
    this.path = path;
  }

  public Place place() {
    return place;
  }

  /** The path of a field of this mapping, for messages. */
  public String pathOf(Field<?> field) {
    Written written = fields.get(field);
    String name = written == null ? field.name() : written.spelling();
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The value; null when it was not written, or was wrong. */
  @SuppressWarnings("unchecked")
  public <T> @Nullable T get(Field<T> field) {
    Written written = fields.get(field);
    return written == null ? null : (T) written.value();
  }

  public <T> T get(Field<T> field, T silent) {
    T value = get(field);
    return value == null ? silent : value;
  }

  /** Whether the field was written, rightly or wrongly. */
  public boolean has(Field<?> field) {
    return fields.containsKey(field);
  }

  public @Nullable Written written(Field<?> field) {
    return fields.get(field);
  }

  public Collection<Field<?>> writtenFields() {
    return List.copyOf(fields.keySet());
  }

  /** Where the value stands; the mapping itself when it was not written. */
  public Place placeOf(Field<?> field) {
    Written written = fields.get(field);
    return written == null ? place : written.place();
  }

  public Place keyPlaceOf(Field<?> field) {
    Written written = fields.get(field);
    return written == null ? place : written.keyPlace();
  }

  /** Fields of OpenClaw's that are kept as data. */
  public Map<String, JsonNode> kept() {
    return kept;
  }

  /** Sets a field to what another spelling of it, or a short form, stands for. */
  public <T> void put(Field<T> field, Written written) {
    fields.put(field, written);
  }

  void keep(String name, JsonNode value) {
    kept.put(name, value);
  }

  /** This form laid over another: the nearest wins, lists and mappings add. */
  public Form over(@Nullable Form lower) {
    if (lower == null) {
      return this;
    }
    Form both = new Form(place, path);
    both.fields.putAll(lower.fields);
    fields.forEach(
        (field, upper) -> {
          Written below = lower.fields.get(field);
          both.fields.put(field, below == null ? upper : over(upper, below));
        });
    both.kept.putAll(kept);
    return both;
  }

  private static Written over(Written upper, Written lower) {
    return new Written(
        merged(upper.value(), lower.value()), upper.keyPlace(), upper.place(), upper.spelling());
  }

  private static @Nullable Object merged(@Nullable Object upper, @Nullable Object lower) {
    if (upper instanceof Form above && lower instanceof Form below) {
      return above.over(below);
    }
    if (upper instanceof List<?> above && lower instanceof List<?> below) {
      LinkedHashSet<Object> all = new LinkedHashSet<>(below);
      all.addAll(above);
      return new ArrayList<>(all);
    }
    if (upper instanceof Map<?, ?> above && lower instanceof Map<?, ?> below) {
      Map<Object, Object> all = new LinkedHashMap<>(below);
      all.putAll(above);
      return all;
    }
    return upper;
  }
}
