package dev.reveille.starter.files;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of a folder's new reading when something in it changed and has then been still for one
 * interval. A reading with errors is told too: its receiver keeps the last good definitions in
 * force. Thread-safe; the receiver is called by one thread at a time, the executor's or that of
 * {@link #poll}.
 */
public final class FolderWatch implements AutoCloseable {
  public static final Duration INTERVAL = Duration.ofMillis(500);

  private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);

  private final Path folder;
  private final Consumer<FolderReading> changed;
  private final FolderDigest digest;
  private String told;
  private String last;
  private @Nullable ScheduledFuture<?> polling;

  /**
   * Watches from what the folder holds now; that itself is not told. Make the watch before the
   * first reading, or an edit between the two is never heard of.
   *
   * @param changed given each new reading; what it throws is logged, and the watch goes on
   */
  public FolderWatch(Path folder, Consumer<FolderReading> changed) {
    this.folder = folder.toAbsolutePath().normalize();
    this.changed = requireNonNull(changed, "changed is null");
    this.digest = new FolderDigest(this.folder);
    this.told = digest.now();
    this.last = told;
  }

  /** Polls twice a second on the executor, which stays the caller's to shut down. */
  public synchronized void start(ScheduledExecutorService executor) {
    if (polling != null) {
      throw new IllegalStateException("the folder " + folder + " is already watched");
    }
    polling =
        executor.scheduleWithFixedDelay(
            this::pollOnSchedule, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Looks once. Returns whether a new reading was told. Blocks on the file system. */
  public synchronized boolean poll() {
    String now = digest.now();
    boolean still = now.equals(last);
    last = now;
    if (!still || now.equals(told)) {
      return false;
    }
    FolderReading reading = JobFolder.read(folder);
    if (!digest.now().equals(now)) {
      return false;
    }
    told = now;
    changed.accept(reading);
    return true;
  }

  @Override
  public synchronized void close() {
    if (polling != null) {
      polling.cancel(false);
      polling = null;
    }
  }

  private void pollOnSchedule() {
    try {
      poll();
    } catch (RuntimeException e) {
      log.error("the change of the folder {} could not be taken over", folder, e);
    }
  }
}
