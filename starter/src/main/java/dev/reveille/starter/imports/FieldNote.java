package dev.reveille.starter.imports;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What became of one field.
 *
 * @param field its path in the source, such as {@code payload.thinking}
 * @param found its value, shortened and with keys masked
 * @param becomes what says it here
 * @param remedy what to do where nothing does
 */
public record FieldNote(
    String field,
    Fate fate,
    @Nullable String found,
    @Nullable String becomes,
    @Nullable String remedy) {
  public FieldNote {
    requireNonNull(field, "field is null");
    requireNonNull(fate, "fate is null");
  }

  /** In one line, for people. */
  public String text() {
    String value = found == null || found.isEmpty() ? "" : " " + found;
    return switch (fate) {
      case CARRIED, LEFT -> field + value;
      case TRANSLATED -> field + value + " → " + becomes;
      case NOT_CARRIED -> field + value + ": not carried; " + remedy;
    };
  }
}
