package dev.reveille.runlog;

import java.util.Optional;

/** A run log opened to read only. */
public interface ReadableRunLog extends RunReader, AutoCloseable {
  /** Why there can be no runs, in a sentence for people; empty when there is a run log. */
  Optional<String> notice();

  @Override
  void close();
}
