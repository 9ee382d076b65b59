package dev.reveille.domain.boothealth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a host was like when a boot began. Whatever a system does not tell is null.
 *
 * @param cores that this worker may use
 * @param memoryFreeBytes that programs could have without swapping
 * @param load runnable tasks, averaged over one minute
 * @param cpuPressure share of the last ten seconds, in percent, in which some task waited for a
 *     processor (PSI)
 * @param memoryPressure the same for memory
 * @param ioPressure the same for disks
 * @param diskFreeBytes of the data folder's disk
 * @param hostUpSince when the system was started
 * @param workerUpSince when the worker's process was started
 * @param runtime what the worker runs on, such as {@code Java 17.0.12}
 * @param osImage name and version of the system, and of its kernel
 * @param agentRuntime what the booted agent runs on, such as {@code Node 24.1.0}; null where that
 *     is no Node
 */
public record HostFacts(
    @Nullable Integer cores,
    @Nullable Long memoryBytes,
    @Nullable Long memoryFreeBytes,
    @Nullable Double load,
    @Nullable Double cpuPressure,
    @Nullable Double memoryPressure,
    @Nullable Double ioPressure,
    @Nullable Long diskFreeBytes,
    @Nullable Instant hostUpSince,
    @Nullable Instant workerUpSince,
    @Nullable String runtime,
    @Nullable String osImage,
    @Nullable String agentRuntime) {
  public static final HostFacts UNKNOWN =
      new HostFacts(null, null, null, null, null, null, null, null, null, null, null, null, null);

  /** The same host, on which an agent runs on this. */
  public HostFacts with(@Nullable String runtimeOfAgent) {
    return new HostFacts(
        cores,
        memoryBytes,
        memoryFreeBytes,
        load,
        cpuPressure,
        memoryPressure,
        ioPressure,
        diskFreeBytes,
        hostUpSince,
        workerUpSince,
        runtime,
        osImage,
        runtimeOfAgent);
  }
}
