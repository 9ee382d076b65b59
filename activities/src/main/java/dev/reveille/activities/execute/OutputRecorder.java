package dev.reveille.activities.execute;

import dev.reveille.domain.Spoken;
import dev.reveille.domain.run.OutputChunk;
import dev.reveille.domain.run.RunKey;
import dev.reveille.runlog.RunLog;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what an agent says into the run log in small batches, so that it can be followed live, and
 * stops keeping it where an agent floods. Thread-safe.
 */
final class OutputRecorder implements AutoCloseable {
  static final long KEPT_BYTES = 8L << 20;

  private static final int BATCH_CHARS = 32 * 1024;
  private static final long FLUSH_MILLIS = 250;
  private static final Logger LOG = LoggerFactory.getLogger(OutputRecorder.class);
  private static final ScheduledExecutorService FLUSHER =
      Executors.newScheduledThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "output-flush");
            thread.setDaemon(true);
            return thread;
          });

  private final RunLog log;
  private final RunKey key;
  private final int attempt;
  private final Clock clock;
  private final ScheduledFuture<?> flushing;
  private final List<OutputChunk> waiting = new ArrayList<>();
  private final StringBuilder piece = new StringBuilder();
  private String pieceStream = "out";
  private long seq;
  private long outBytes;
  private long keptBytes;
  private boolean cut;

  OutputRecorder(RunLog log, RunKey key, int attempt, Clock clock) {
    this.log = log;
    this.key = key;
    this.attempt = attempt;
    this.clock = clock;
    this.flushing =
        FLUSHER.scheduleWithFixedDelay(
            this::flush, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
  }

  void add(String stream, String text) {
    boolean full;
    synchronized (this) {
      long bytes = text.getBytes(StandardCharsets.UTF_8).length;
      if (stream.equals("out")) {
        outBytes += bytes;
      }
      if (cut) {
        return;
      }
      if (keptBytes + bytes > KEPT_BYTES) {
        cut = true;
        endPiece();
        chunk(
            "note",
            "[more than " + Spoken.bytes(KEPT_BYTES) + " of output: the rest is not kept]\n");
        return;
      }
      keptBytes += bytes;
      if (!stream.equals(pieceStream)) {
        endPiece();
        pieceStream = stream;
      }
      piece.append(text);
      full = piece.length() > BATCH_CHARS;
    }
    if (full) {
      flush();
    }
  }

  synchronized long outBytes() {
    return outBytes;
  }

  private void endPiece() {
    if (piece.length() > 0) {
      chunk(pieceStream, piece.toString());
      piece.setLength(0);
    }
  }

  private void chunk(String stream, String text) {
    waiting.add(new OutputChunk(key, attempt, ++seq, clock.instant(), stream, text));
  }

  private void flush() {
    try {
      write();
    } catch (RuntimeException e) {
      LOG.warn("{}: output could not be written yet: {}", key, e.getMessage());
    }
  }

  /** A failed write keeps its chunks for the next one; the log drops what it has already. */
  private synchronized void write() {
    endPiece();
    if (!waiting.isEmpty()) {
      log.output(waiting);
      waiting.clear();
    }
  }

  /**
   * Writes what is left.
   *
   * @throws RuntimeException when the run log cannot take it
   */
  @Override
  public void close() {
    flushing.cancel(false);
    write();
  }
}
