package dev.reveille.starter.files.field;

import dev.reveille.starter.files.tree.Node;
import org.jspecify.annotations.Nullable;

/** Turns what was written into a value. */
@FunctionalInterface
public interface Reader<T> {
  /** The value, or null after a problem was reported. Never given a broken node. */
  @Nullable T read(Node node, Context context);
}
