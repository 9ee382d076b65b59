package dev.reveille.drill.agent;

import sun.misc.Signal;

/** The polite ways to end a process, made deaf. */
final class Signals {
  private Signals() {}

  @SuppressWarnings("sunapi") // The JDK has no other way to keep a process alive through SIGTERM.
  static void ignore() {
    for (String name : new String[] {"TERM", "INT", "HUP"}) {
      Signal.handle(new Signal(name), signal -> {});
    }
  }
}
