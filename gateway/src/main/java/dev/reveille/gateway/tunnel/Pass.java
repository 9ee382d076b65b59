package dev.reveille.gateway.tunnel;

import dev.reveille.domain.run.RunKey;
import java.util.List;

/** What one attempt of a run may reach, and where its lines are counted. Thread-safe. */
public interface Pass {
  RunKey key();

  int attempt();

  /** The {@code host:port} pairs it may reach. */
  List<String> hosts();

  /** The number of its next line, from 1. */
  int nextLine();

  /** False once the attempt is over: the line must not be opened. */
  boolean begin(Line line);

  /** To be called once the end of a line is recorded. */
  void ended(Line line);
}
