package dev.reveille.gateway.tunnel;

import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.Tunnel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** An attempt's pass that a test ends by hand, with what was written down of its lines. */
final class HandPass implements Pass {
  private final List<String> hosts;
  private final AtomicInteger lines = new AtomicInteger();
  private final Set<Line> open = new HashSet<>();
  private final List<Tunnel> written = new ArrayList<>();
  private boolean over;

  HandPass(String... hosts) {
    this.hosts = List.of(hosts);
  }

  @Override
  public RunKey key() {
    return new RunKey("nightly", "run-1");
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public List<String> hosts() {
    return hosts;
  }

  @Override
  public int nextLine() {
    return lines.incrementAndGet();
  }

  @Override
  public synchronized boolean begin(Line line) {
    return !over && open.add(line);
  }

  @Override
  public synchronized void ended(Line line) {
    open.remove(line);
  }

  void end() {
    List<Line> cut;
    synchronized (this) {
      over = true;
      cut = List.copyOf(open);
    }
    cut.forEach(Line::revoked);
  }

  synchronized void write(Tunnel tunnel) {
    written.add(tunnel);
    notifyAll();
  }

  synchronized List<Tunnel> written() {
    return List.copyOf(written);
  }

  /** Waits for the first line that is written down. */
  Tunnel begun() throws InterruptedException {
    return first(tunnel -> true);
  }

  /** Waits for the first line that has ended. */
  Tunnel ended() throws InterruptedException {
    return first(tunnel -> tunnel.endedAt() != null);
  }

  private synchronized Tunnel first(Predicate<Tunnel> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      for (Tunnel tunnel : written) {
        if (wanted.test(tunnel)) {
          return tunnel;
        }
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("no such line; written so far: " + written);
      }
      wait(left);
    }
  }
}
