package dev.reveille.runlog;

import static dev.reveille.runlog.Samples.NOON;
import static dev.reveille.runlog.Samples.event;
import static dev.reveille.runlog.Samples.key;
import static dev.reveille.runlog.Samples.modelCall;
import static dev.reveille.runlog.Samples.opened;
import static dev.reveille.runlog.Samples.settled;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.Stagger;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.slot.Promise;
import dev.reveille.domain.slot.ServedSlot;
import dev.reveille.domain.slot.SlotOutcome;
import dev.reveille.domain.slot.Watched;
import dev.reveille.runlog.BoardReader.Answers;
import dev.reveille.runlog.BoardReader.BootEnd;
import dev.reveille.runlog.BoardReader.Edition;
import dev.reveille.runlog.BoardReader.Roll;
import dev.reveille.runlog.SlotLog.Decision;
import dev.reveille.runlog.SlotLog.NewSlot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the board is shown. */
abstract class BoardContract extends SlotContract {
  private static final Instant FIRST = NOON.truncatedTo(ChronoUnit.HOURS).plusSeconds(60);

  @Test
  void roll_call_has_every_promised_job_with_a_mark_for_each_of_its_last_slots() {
    slots("tick", "RAN OK", "RAN BOOT_TIMEOUT", "MISSED", "SKIPPED", "PAUSED", "RAN CANCELLED", "");
    log.slotLog().promise(promise("new"), FIRST, Watched.PAUSED, NOON);

    assertThat(log.board().rollCall(null, 30))
        .extracting(Roll::job, Roll::watched, Roll::marks)
        .containsExactly(tuple("new", Watched.PAUSED, ""), tuple("tick", Watched.KEPT, "oxmspc?"));
    assertThat(log.board().rollCall("folder", 3))
        .extracting(Roll::marks)
        .containsExactly("", "pc?");
    assertThat(log.board().rollCall("another", 30)).isEmpty();
  }

  @Test
  void answers_say_why_and_know_the_latest_run() {
    slots("tick", "RAN OK", "MISSED");
    RunKey run = key("tick-by-hand");
    log.open(opened(run, "tick", NOON));
    log.settle(settled(run, RunStatus.FAILED, "BOOT_TIMEOUT", NOON));

    Answers answers = requireNonNull(log.board().answers(null, Set.of("tick"), 30).get("tick"));

    assertThat(answers.promise()).isEqualTo(promise("tick"));
    assertThat(answers.slots())
        .extracting(ServedSlot::outcome, ServedSlot::message)
        .containsExactly(tuple("ran", "so it was"), tuple("missed", "so it was"));
    assertThat(requireNonNull(answers.latest()).key()).isEqualTo(run);
    assertThat(log.board().answers(null, Set.of("nobody"), 30)).isEmpty();
    assertThat(log.board().answers(null, Set.of(), 30)).isEmpty();
  }

  @Test
  void boots_models_and_definitions_are_those_of_the_last_runs() {
    for (int i = 1; i <= 3; i++) {
      RunKey run = key("run-" + i);
      log.open(opened(run, "tick", NOON.plusSeconds(i)));
      log.event(
          run,
          i == 2
              ? event(NOON.plusSeconds(i), EventType.BOOT_TIMEOUT, 1)
              : event(NOON.plusSeconds(i), EventType.BOOT_READY, 1, "millis", 800 + i));
      log.modelCall(modelCall(run, 1, "gpt-5.4-nano", true));
    }

    assertThat(log.board().boots("tick", 2))
        .extracting(BootEnd::end, BootEnd::millis, BootEnd::host)
        .containsExactly(
            tuple(EventType.BOOT_TIMEOUT, null, "host-a"),
            tuple(EventType.BOOT_READY, 803L, "host-a"));
    assertThat(log.board().boots(10)).hasSize(3);
    assertThat(log.board().models("tick", 2))
        .singleElement()
        .satisfies(each -> assertThat(each.calls()).isEqualTo(2))
        .satisfies(each -> assertThat(each.judgement()).isEqualTo("PINNED"));
    assertThat(log.board().editions("tick", 10)).extracting(Edition::runs).containsExactly(3L);
    assertThat(log.board().volumes("tick", 10)).isEmpty();
  }

  private void slots(String job, String... ends) {
    Promise promise = promise(job);
    log.slotLog().promise(promise, FIRST, Watched.KEPT, NOON);
    long spec = log.slots().specs("folder").get(0).id();
    List<NewSlot> slots = new ArrayList<>();
    for (int i = 0; i < ends.length; i++) {
      slots.add(new NewSlot(promise, FIRST.plusSeconds(60L * i), false, Watched.KEPT));
    }
    log.slotLog().slots(spec, slots, null);
    var open = log.slots().undecided("folder", FIRST.plus(Duration.ofDays(1)), 0, 100);
    for (int i = 0; i < ends.length; i++) {
      String[] words = ends[i].split(" ");
      if (!words[0].isEmpty()) {
        boolean ran = words.length > 1;
        SlotOutcome outcome =
            new SlotOutcome(
                SlotOutcome.Kind.valueOf(words[0]),
                words[words.length - 1],
                "so it was",
                ran ? "run-" + i : "");
        log.slotLog().decide(List.of(new Decision(open.get(i).id(), job, outcome)), NOON);
      }
    }
  }

  private static Promise promise(String job) {
    return new Promise(
        "folder",
        job,
        job,
        NOON,
        "sha256:00",
        ScheduleRule.every(Duration.ofSeconds(60), null, Stagger.jitter(Duration.ZERO)),
        Duration.ZERO,
        List.of(),
        Overlap.SKIP,
        Duration.ofMinutes(10),
        Duration.ofMinutes(10),
        AlertPolicy.USUAL);
  }
}
