package dev.reveille.starter.files.field;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field that a mapping may hold: its spellings, how it is read, and what becomes of it. */
public final class Field<T> {
  /** What becomes of a field that was read. */
  public enum Standing {
    /** It does what it says. */
    IN_FORCE,
    /** OpenClaw's, kept as data. */
    KEPT,
    /** OpenClaw's, and of no effect here. */
    NOT_CARRIED
  }

  private final String name;
  private final Map<String, Reader<T>> spellings = new LinkedHashMap<>();
  private final Standing standing;
  private final @Nullable String note;

  private Field(String name, Reader<T> reader, Standing standing, @Nullable String note) {
    this.name = name;
    this.standing = standing;
    this.note = note;
    spellings.put(name, reader);
  }

  public static <T> Field<T> of(String name, Reader<T> reader) {
    return new Field<>(name, reader, Standing.IN_FORCE, null);
  }

  /** A field of OpenClaw's that is kept as it stands. */
  public static Field<Object> kept(String name) {
    return new Field<>(name, (node, context) -> node.json(), Standing.KEPT, null);
  }

  /** A field of OpenClaw's that has no effect here, with what to do instead. */
  public static Field<Object> notCarried(String name, @Nullable String note) {
    return new Field<>(name, (node, context) -> node.json(), Standing.NOT_CARRIED, note);
  }

  /** Another spelling of the same thing; both at once is an error. */
  public Field<T> or(String spelling, Reader<T> reader) {
    spellings.put(spelling, reader);
    return this;
  }

  public String name() {
    return name;
  }

  /** How its first spelling is read. */
  public Reader<T> reader() {
    return requireNonNull(spellings.get(name), "every field can be read");
  }

  Map<String, Reader<T>> spellings() {
    return spellings;
  }

  Standing standing() {
    return standing;
  }

  @Nullable String note() {
    return note;
  }

  @Override
  public String toString() {
    return name;
  }
}
