package dev.reveille.activities.facts;

import dev.reveille.domain.boothealth.HostFacts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the host is like. Some small reads of files that the kernel makes up, at most once a
 * second; no program is started. What cannot be read is left out. Thread-safe.
 */
public final class HostWatch {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final SystemFiles files;
  private final Path data;
  private final Clock clock;
  private final @Nullable Instant hostUp;
  private final Instant workerUp;
  private final String runtime;
  private final String osImage;
  private @Nullable HostFacts last;
  private Instant lastAt = Instant.MIN;

  /**
   * @param data the worker's data folder, whose disk is meant
   */
  public HostWatch(Path data, Clock clock) {
    this(new SystemFiles(Path.of("/")), data, clock);
  }

  HostWatch(SystemFiles files, Path data, Clock clock) {
    this.files = files;
    this.data = data;
    this.clock = clock;
    this.hostUp = files.bootTime();
    this.workerUp = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    this.runtime = "Java " + Runtime.version();
    this.osImage = files.osImage();
  }

  /** The host now, or a moment ago. */
  public synchronized HostFacts now() {
    Instant now = clock.instant();
    HostFacts known = last;
    if (known != null && !now.isBefore(lastAt) && now.isBefore(lastAt.plus(FRESH))) {
      return known;
    }
    HostFacts seen = look();
    last = seen;
    lastAt = now;
    return seen;
  }

  private HostFacts look() {
    SystemFiles.Memory memory = files.memory();
    return new HostFacts(
        Runtime.getRuntime().availableProcessors(),
        memory.total(),
        memory.available(),
        load(),
        files.pressure("cpu"),
        files.pressure("memory"),
        files.pressure("io"),
        diskFree(),
        hostUp,
        workerUp,
        runtime,
        osImage,
        null);
  }

  private static @Nullable Double load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? null : load;
  }

  private @Nullable Long diskFree() {
    try {
      return Files.getFileStore(data).getUsableSpace();
    } catch (IOException | SecurityException e) {
      return null;
    }
  }
}
