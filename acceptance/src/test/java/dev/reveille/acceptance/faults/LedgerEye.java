package dev.reveille.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.slot.ServedSlot;
import dev.reveille.runlog.SlotReader;
import dev.reveille.workflows.Ledger;
import dev.reveille.workflows.Queues;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger of a rig says, and whom it has told.
 *
 * @param told where a channel of the folder writes each alert as a line
 */
record LedgerEye(Rig rig, Path told) {
  /** Gives the folder a channel; to be called before its first apply. */
  static LedgerEye of(Rig rig, Path told) throws IOException {
    Path file = rig.folder.dir().resolve("reveille.yaml");
    String channel = "alerts: {all: {kind: command, command: [sh, -c, \"cat >> " + told + "\"]}}\n";
    rig.folder.write("reveille.yaml", Files.readString(file) + channel);
    return new LedgerEye(rig, told);
  }

  /** Makes the ledger look now, which it does every 20 seconds by itself. */
  void look() {
    rig.server
        .client()
        .newWorkflowStub(Ledger.class, Queues.ledger(JobFolderOnDisk.OWNER))
        .leaving(List.of());
  }

  /**
   * In order of their due times.
   *
   * @param job null for all
   */
  List<ServedSlot> slots(@Nullable String job) {
    return rig.log.slots().list(new SlotReader.Query(job, null, Instant.now(), 10_000));
  }

  List<String> seen(String job) {
    return slots(job).stream().map(ServedSlot::outcome).toList();
  }

  boolean ranSince(String job, Instant since) {
    return slots(job).stream()
        .anyMatch(slot -> slot.due().isAfter(since) && "OK".equals(slot.verdict()));
  }

  /** Outcomes by job, with the verdict of what ran. */
  Map<String, List<String>> outcomes() {
    return rig.log.slots().list(new SlotReader.Query(null, null, Instant.now(), 10_000)).stream()
        .collect(
            Collectors.groupingBy(
                ServedSlot::job,
                TreeMap::new,
                Collectors.mapping(
                    slot -> slot.outcome() + (slot.verdict() == null ? "" : " " + slot.verdict()),
                    Collectors.toList())));
  }

  /** Whether each slot of a job from its first to its last stands there once. */
  static void assertEachOnce(List<ServedSlot> slots, Duration interval) {
    for (int i = 1; i < slots.size(); i++) {
      Instant before = slots.get(i - 1).due();
      assertThat(slots.get(i).due())
          .as("%s after %s", slots.get(i).job(), before)
          .isEqualTo(before.plus(interval));
    }
  }

  List<String> alerts() {
    try {
      return Files.exists(told) ? Files.readAllLines(told) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jobs that people were told of. */
  List<String> alerted() {
    return alerts().stream()
        .map(alert -> alert.replaceFirst(".*\"job\":\"([^\"]*)\".*", "$1"))
        .distinct()
        .toList();
  }

  ScheduleClient schedules() {
    return ScheduleClient.newInstance(
        rig.server.stubs(),
        ScheduleClientOptions.newBuilder().setNamespace(rig.server.namespace()).build());
  }
}
