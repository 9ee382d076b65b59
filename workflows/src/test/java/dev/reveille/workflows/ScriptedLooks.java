package dev.reveille.workflows;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Looks that see what they are told to. */
final class ScriptedLooks implements LedgerActivity {
  final List<Look> taken = new CopyOnWriteArrayList<>();
  volatile int failing;
  volatile int parts;

  @Override
  public synchronized Looked look(Look look) {
    if (failing-- > 0) {
      throw new IllegalStateException("the run log is away");
    }
    taken.add(look);
    notifyAll();
    boolean more = parts-- > 1;
    return new Looked(more, more ? look.after() + 7 : 0, 3);
  }

  /** Waits until it has looked so many times. */
  synchronized void await(int times) throws InterruptedException {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (taken.size() < times) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("looked " + taken.size() + " times in 60 s, not " + times);
      }
      wait(left);
    }
  }
}
