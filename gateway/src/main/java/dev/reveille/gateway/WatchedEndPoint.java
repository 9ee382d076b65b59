package dev.reveille.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadPendingException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A connection that tells when its agent goes away during an answer. Jetty does not read a
 * connection while its request is being answered, so it would notice only when a write fails: too
 * late for a provider that thinks for minutes. Here the connection is read meanwhile; bytes of a
 * next request, should they come, are kept and given back.
 */
final class WatchedEndPoint extends SocketChannelEndPoint {
  private static final int AHEAD = 1024;

  private final Callback readable = Callback.from(this::onReadable, this::onFailed);
  private final Object lock = new Object();
  private ByteBuffer ahead = BufferUtil.EMPTY_BUFFER;
  private @Nullable Runnable gone;
  private @Nullable Callback next;
  private boolean registered;

  WatchedEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
  }

  static @Nullable WatchedEndPoint of(EndPoint endPoint) {
    return endPoint instanceof WatchedEndPoint watched ? watched : null;
  }

  /** From now until {@link #unwatch}, {@code gone} is run once when the agent closes. */
  void watch(Runnable gone) {
    synchronized (lock) {
      this.gone = gone;
      register();
    }
  }

  /** To be called before the answer is completed, because Jetty reads on then. */
  void unwatch() {
    synchronized (lock) {
      gone = null;
    }
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    synchronized (lock) {
      if (ahead.hasRemaining()) {
        return BufferUtil.append(buffer, ahead);
      }
      return super.fill(buffer);
    }
  }

  @Override
  public void fillInterested(Callback callback) {
    if (!tryFillInterested(callback)) {
      throw new ReadPendingException();
    }
  }

  @Override
  public boolean tryFillInterested(Callback callback) {
    synchronized (lock) {
      if (!registered) {
        return super.tryFillInterested(callback);
      }
      if (next != null) {
        return false;
      }
      next = callback;
      return true;
    }
  }

  /** Of Jetty's own interest; ours is none that it would have to wait for. */
  @Override
  public boolean isFillInterested() {
    synchronized (lock) {
      return registered ? next != null : super.isFillInterested();
    }
  }

  private void register() {
    if (!registered) {
      registered = super.tryFillInterested(readable);
    }
  }

  private void onReadable() {
    Callback forward;
    Runnable tell = null;
    synchronized (lock) {
      registered = false;
      forward = next;
      next = null;
      if (forward == null && gone != null && readAhead()) {
        tell = gone;
        gone = null;
      }
    }
    if (forward != null) {
      forward.succeeded();
    } else if (tell != null) {
      tell.run();
    }
  }

  private void onFailed(Throwable failure) {
    Callback forward;
    Runnable tell = null;
    synchronized (lock) {
      registered = false;
      forward = next;
      next = null;
      if (forward == null && gone != null) {
        if (failure instanceof TimeoutException) {
          // The agent has nothing to send while it waits; the call has its own limit.
          register();
        } else {
          tell = gone;
          gone = null;
        }
      }
    }
    if (forward != null) {
      forward.failed(failure);
    } else if (tell != null) {
      tell.run();
    }
  }

  /** Returns whether the agent has closed its end. */
  private boolean readAhead() {
    ByteBuffer buffer = BufferUtil.allocate(AHEAD);
    try {
      int read = super.fill(buffer);
      if (read == 0) {
        register();
      } else if (read > 0) {
        ahead = buffer;
      }
      return read < 0;
    } catch (IOException e) {
      return true;
    }
  }
}
