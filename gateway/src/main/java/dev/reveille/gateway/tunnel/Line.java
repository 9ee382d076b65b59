package dev.reveille.gateway.tunnel;

import dev.reveille.domain.run.Tunnel;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/** One connection of a run to a host of its allow-list, from the request to its end. */
public final class Line {
  private final Pass pass;
  private final TunnelLog log;
  private final Destination to;
  private final Runnable freed;
  private final int seq;
  private final Instant startedAt;
  private final AtomicLong out = new AtomicLong();
  private final AtomicLong in = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();
  private final Set<EndPoint> ends = new HashSet<>();

  /**
   * @param freed run once, at the end of a line that began
   */
  Line(Pass pass, TunnelLog log, Destination to, Runnable freed) {
    this.pass = pass;
    this.log = log;
    this.to = to;
    this.freed = freed;
    this.seq = pass.nextLine();
    this.startedAt = log.clock().instant();
  }

  Destination to() {
    return to;
  }

  /** The attempt is over: the line is cut. */
  public void revoked() {
    end("the run attempt ended");
  }

  int seq() {
    return seq;
  }

  /** Both ends stand; false when the line has been cut meanwhile. */
  boolean opened(EndPoint agent, EndPoint host) {
    synchronized (ends) {
      if (over.get()) {
        return false;
      }
      ends.add(agent);
      ends.add(host);
    }
    write(null, null);
    return true;
  }

  void sent(int bytes) {
    out.addAndGet(Math.max(0, bytes));
  }

  void received(int bytes) {
    in.addAndGet(Math.max(0, bytes));
  }

  /** Ends it, with both of its connections. Does nothing the second time. */
  void end(@Nullable String why) {
    Set<EndPoint> open;
    synchronized (ends) {
      if (!over.compareAndSet(false, true)) {
        return;
      }
      open = Set.copyOf(ends);
    }
    freed.run();
    open.forEach(EndPoint::close);
    write(log.clock().instant(), why);
  }

  private void write(@Nullable Instant endedAt, @Nullable String error) {
    Tunnel tunnel = tunnel(true, endedAt, error);
    log.recording()
        .execute(
            () -> {
              log.recorder().accept(tunnel);
              if (endedAt != null) {
                pass.ended(this);
              }
            });
  }

  /** Records that it was not allowed; it never began. */
  void refused(String why) {
    Tunnel tunnel = tunnel(false, startedAt, why);
    log.recording().execute(() -> log.recorder().accept(tunnel));
  }

  private Tunnel tunnel(boolean allowed, @Nullable Instant endedAt, @Nullable String error) {
    return new Tunnel(
        pass.key(),
        pass.attempt(),
        seq,
        to.host(),
        to.port(),
        allowed,
        out.get(),
        in.get(),
        startedAt,
        endedAt,
        error);
  }
}
