package dev.reveille.cli.up;

import dev.reveille.cli.text.Console;
import java.util.ArrayDeque;
import java.util.Deque;

/** What must be closed in the end, the last opened first; one that fails holds up no other. */
final class Closing implements AutoCloseable {
  private record Part(String name, AutoCloseable part) {}

  private final Deque<Part> parts = new ArrayDeque<>();
  private final Console console;

  Closing(Console console) {
    this.console = console;
  }

  synchronized <T extends AutoCloseable> T add(String name, T part) {
    parts.push(new Part(name, part));
    return part;
  }

  @Override
  public synchronized void close() {
    boolean interrupted = Thread.interrupted();
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.part().close();
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (Exception e) {
        console.note("reveille: " + part.name() + " did not close in order: " + e.getMessage());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
