package dev.reveille.gateway.pace;

import java.util.ArrayList;
import java.util.List;

/** What is to be done once a lane is unlocked again; collected and run on one thread. */
final class After {
  private final List<Runnable> tasks = new ArrayList<>();

  void add(Runnable task) {
    tasks.add(task);
  }

  void run() {
    tasks.forEach(Runnable::run);
  }
}
