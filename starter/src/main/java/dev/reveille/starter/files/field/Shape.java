package dev.reveille.starter.files.field;

import dev.reveille.domain.Nearest;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Mapping;
import dev.reveille.starter.files.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields a mapping may hold. Anything else in it is an error with the nearest known name. */
public final class Shape implements Reader<Form> {
  private final Map<String, Field<?>> bySpelling = new LinkedHashMap<>();
  private final Map<String, String> remedies = new LinkedHashMap<>();

  private Shape(List<Field<?>> fields) {
    for (Field<?> field : fields) {
      for (String spelling : field.spellings().keySet()) {
        if (bySpelling.put(spelling, field) != null) {
          throw new IllegalArgumentException("two fields are spelled " + spelling);
        }
      }
    }
  }

  public static Shape of(Field<?>... fields) {
    return new Shape(List.of(fields));
  }

  /** Its fields, for a larger shape. */
  public Field<?>[] fields() {
    return bySpelling.values().stream().distinct().toArray(Field<?>[]::new);
  }

  /** This shape and further fields. */
  public Shape and(Field<?>... more) {
    List<Field<?>> fields = new ArrayList<>(List.of(fields()));
    fields.addAll(List.of(more));
    Shape both = new Shape(fields);
    both.remedies.putAll(remedies);
    return both;
  }

  /** What to say to a name that is often written and never right. */
  public Shape butFor(String wrongName, String remedy) {
    remedies.put(wrongName, remedy);
    return this;
  }

  @Override
  public @Nullable Form read(Node node, Context context) {
    if (!(node instanceof Mapping mapping)) {
      return context.wrong(node, "a mapping with " + someNames());
    }
    Form form = new Form(mapping.place(), context.path());
    mapping.entries().forEach((key, entry) -> readEntry(key, entry, form, context));
    return form;
  }

  private void readEntry(String key, Mapping.Entry entry, Form form, Context context) {
    Field<?> field = bySpelling.get(key);
    if (field == null) {
      if (context.problems().isFull(entry.keyPlace().file())) {
        context.error(entry.keyPlace(), "unknown field", null);
        return;
      }
      String remedy = remedies.get(key);
      context.error(
          entry.keyPlace(),
          "unknown field " + Shown.quoted(key),
          remedy == null
              ? Nearest.question(key, bySpelling.keySet(), "known here: " + allNames())
              : remedy);
      return;
    }
    readField(field, key, entry, form, context.in(key));
  }

  private static <T> void readField(
      Field<T> field, String key, Mapping.Entry entry, Form form, Context context) {
    Form.Written first = form.written(field);
    if (first != null) {
      context.error(
          entry.keyPlace(),
          "says the same as '" + first.spelling() + "' at line " + first.keyPlace().line(),
          "keep one of the two");
      return;
    }
    Reader<T> reader = field.spellings().get(key);
    T value = reader == null ? null : context.read(reader, entry.value());
    form.put(field, new Form.Written(value, entry.keyPlace(), entry.value().place(), key));
    switch (field.standing()) {
      case NOT_CARRIED ->
          context.warning(entry.keyPlace(), "OpenClaw's field has no effect here", field.note());
      case KEPT -> form.keep(key, entry.value().json());
      case IN_FORCE -> {}
    }
  }

  private String someNames() {
    List<String> names = effective();
    return String.join(", ", names.subList(0, Math.min(4, names.size())))
        + (names.size() > 4 ? " …" : "");
  }

  /** The names of what has an effect here, in the order of the reference. */
  private List<String> effective() {
    return bySpelling.values().stream()
        .distinct()
        .filter(field -> field.standing() == Field.Standing.IN_FORCE)
        .map(Field::name)
        .toList();
  }

  private String allNames() {
    return String.join(", ", effective());
  }
}
