package dev.reveille.agent.tools;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The beginning and the end of a stream of any length, gathered on a thread of its own. Reads on
 * when it is full, so that the writer is never held up.
 */
final class Gathered {
  private final byte[] head;
  private final byte[] tail;
  private long total;
  private final Thread reader;

  Gathered(InputStream stream, int bytes, String name) {
    head = new byte[Math.max(1, bytes * 2 / 3)];
    tail = new byte[Math.max(1, bytes - head.length)];
    reader = new Thread(() -> read(stream), name);
    reader.setDaemon(true);
    reader.start();
  }

  private void read(InputStream stream) {
    byte[] buffer = new byte[8192];
    try {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        add(buffer, count);
      }
    } catch (IOException closed) {
      // What came until then is what there is.
    }
  }

  private synchronized void add(byte[] buffer, int count) {
    for (int i = 0; i < count; i++) {
      if (total < head.length) {
        head[(int) total] = buffer[i];
      } else {
        tail[(int) ((total - head.length) % tail.length)] = buffer[i];
      }
      total++;
    }
  }

  /** Waits that long for the end; a process left behind may hold the stream open for ever. */
  void awaitEnd(long millis) throws InterruptedException {
    reader.join(millis);
  }

  synchronized String text() {
    if (total <= head.length) {
      return Text.decode(Arrays.copyOf(head, (int) total));
    }
    long behind = total - head.length;
    if (behind <= tail.length) {
      byte[] all = Arrays.copyOf(head, (int) total);
      System.arraycopy(tail, 0, all, head.length, (int) behind);
      return Text.decode(all);
    }
    int start = (int) (behind % tail.length);
    byte[] end = new byte[tail.length];
    System.arraycopy(tail, start, end, 0, tail.length - start);
    System.arraycopy(tail, 0, end, tail.length - start, start);
    return Text.decode(head)
        + "\n[… "
        + (behind - tail.length)
        + " bytes left out …]\n"
        + Text.decode(end);
  }
}
