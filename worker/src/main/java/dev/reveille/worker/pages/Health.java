package dev.reveille.worker.pages;

import java.util.Optional;

/** Whether work can be taken on now. */
@FunctionalInterface
public interface Health {
  /** Why not, in a sentence; empty when it can. May block for seconds; asked from any thread. */
  Optional<String> obstacle();
}
