package dev.reveille.activities.acp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes messages on a thread of its own, so that an agent that stops reading blocks nobody. */
final class MessageWriter {

  private static final Logger LOG = LoggerFactory.getLogger(MessageWriter.class);
  private static final int MAX_MESSAGES = 512;
  private static final long MAX_BYTES = 64L << 20;

  private final OutputStream output;
  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MAX_MESSAGES);
  private final AtomicLong waitingBytes = new AtomicLong();
  private final Thread thread;

  MessageWriter(OutputStream output, String name) {
    this.output = output;
    this.thread = new Thread(this::write, name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Queues a message; never blocks.
   *
   * @return false when too much waits already: the agent has stopped reading
   */
  boolean offer(byte[] message) {
    if (waitingBytes.addAndGet(message.length) > MAX_BYTES || !waiting.offer(message)) {
      waitingBytes.addAndGet(-message.length);
      return false;
    }
    return true;
  }

  void close() {
    thread.interrupt();
  }

  private void write() {
    try {
      while (true) {
        byte[] message = waiting.take();
        output.write(message);
        output.flush();
        waitingBytes.addAndGet(-message.length);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("the agent's input is closed: {}", e.getMessage());
    }
  }
}
