package dev.reveille.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.slot.ServedSlot;
import dev.reveille.drill.ProviderScript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that wait for others: for a provider that takes nothing, and for the host's only seat. */
class HeldUpTest {
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration GENEROUS = Duration.ofSeconds(60);

  @TempDir Path root;

  @Test
  void who_was_waited_for_is_told() throws Exception {
    try (Rig rig = Rig.in(root, ProviderScript.pleasant().status(503))) {
      LedgerEye eye = LedgerEye.of(rig, root.resolve("told"));
      rig.folder.agent("held", "", "execute: {timeout: 6s}\nalerts: false\n");
      rig.folder.shell("busy", "sleep 16", "");
      rig.folder.shell(
          "queueing",
          "true",
          "schedule: {kind: every, every: 2s, stagger: 0s}\nboot: {maxQueue: 20s}\n");
      rig.apply();
      rig.work(1);
      theProviderIsNamedWhereTheLimitEndsTheWait(rig);
      aSlotThatWaitsTooLongIsTold(rig, eye);
    }
  }

  private static void theProviderIsNamedWhereTheLimitEndsTheWait(Rig rig) {
    RunView held = rig.settled(rig.start("held"), GENEROUS);
    assertThat(held.verdict()).as(held.message()).isEqualTo("PROVIDER_OVERLOAD");
    assertThat(held.message())
        .contains("The provider drill took no request for", "it answers 503", "limit of 6 s");
    assertThat(held.events()).extracting("event").contains(EventType.EFFECT);
  }

  private static void aSlotThatWaitsTooLongIsTold(Rig rig, LedgerEye eye) {
    Instant begun = Instant.now();
    Deadline.await(
        () -> "a good slot: " + eye.outcomes(),
        GENEROUS,
        () -> {
          eye.look();
          return eye.ranSince("queueing", begun);
        });
    RunKey busy = rig.start("busy");
    rig.awaitEvent(busy, EventType.EXECUTE_STARTED);
    Deadline.await(
        () -> "word of the wait: " + eye.alerts() + eye.outcomes(),
        GENEROUS,
        () -> {
          eye.look();
          return eye.alerted().contains("queueing");
        });
    assertThat(eye.alerts())
        .filteredOn(alert -> alert.contains("\"job\":\"queueing\""))
        .singleElement()
        .asString()
        .contains("QUEUED", "has waited for a free seat for", "boot.maxQueue");
    rig.settled(busy, GENEROUS);
    Instant free = Instant.now();
    Deadline.await(
        () -> "good slots again: " + eye.outcomes(),
        GENEROUS,
        () -> {
          eye.look();
          return eye.ranSince("queueing", free);
        });
    List<ServedSlot> slots = eye.slots("queueing");
    LedgerEye.assertEachOnce(slots, INTERVAL);
    assertThat(slots).extracting(ServedSlot::outcome).contains("skipped").doesNotContain("missed");
  }
}
