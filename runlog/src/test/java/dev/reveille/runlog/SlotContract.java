package dev.reveille.runlog;

import static dev.reveille.runlog.Samples.NOON;
import static dev.reveille.runlog.Samples.event;
import static dev.reveille.runlog.Samples.key;
import static dev.reveille.runlog.Samples.opened;
import static dev.reveille.runlog.Samples.settled;
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
import dev.reveille.domain.slot.SlotFacts;
import dev.reveille.domain.slot.SlotOutcome;
import dev.reveille.domain.slot.Watched;
import dev.reveille.runlog.SlotLog.Decision;
import dev.reveille.runlog.SlotLog.NewSlot;
import dev.reveille.runlog.SlotReader.OpenSlot;
import dev.reveille.runlog.SlotReader.Spec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What schedules promised, and what became of it. */
abstract class SlotContract extends BootContract {
  private static final Instant DUE = NOON.truncatedTo(ChronoUnit.HOURS).plusSeconds(60);
  private static final Instant LATER = DUE.plus(Duration.ofDays(1));

  @Test
  void a_version_of_a_schedule_reads_as_it_was_written_and_ends_the_one_before() {
    Promise first = promise(NOON, 60);
    Promise second = promise(NOON.plusSeconds(90), 30);
    log.slotLog().promise(first, DUE, Watched.KEPT, NOON);
    log.slotLog().promise(first, LATER, Watched.GONE, NOON);
    assertThat(specs())
        .singleElement()
        .satisfies(spec -> assertThat(spec.promise()).isEqualTo(first))
        .satisfies(spec -> assertThat(spec.next()).isEqualTo(DUE))
        .satisfies(spec -> assertThat(spec.until()).isNull())
        .satisfies(spec -> assertThat(spec.watched()).isEqualTo(Watched.KEPT));
    log.slotLog().promise(second, null, Watched.PAUSED, NOON);
    assertThat(specs())
        .extracting(Spec::until, Spec::next)
        .containsExactly(tuple(second.since(), DUE), tuple(null, null));
    log.slotLog().slots(specs().get(0).id(), List.of(), null);
    assertThat(specs()).extracting(Spec::promise).containsExactly(second);
    assertThat(log.slots().specs("another")).isEmpty();
  }

  @Test
  void how_a_schedule_stands_is_noted_until_it_ends() {
    log.slotLog().promise(promise(NOON, 60), DUE, Watched.KEPT, NOON);
    long id = specs().get(0).id();
    log.slotLog().seen(List.of(id), Watched.PAUSED, NOON.plusSeconds(5));
    log.slotLog().leaving("folder", List.of("tick", "other"), NOON.plusSeconds(6));
    assertThat(specs().get(0).watched()).isEqualTo(Watched.PAUSED);
    assertThat(specs().get(0).leavingAt()).isEqualTo(NOON.plusSeconds(6));
    log.slotLog().end(id, DUE.minusSeconds(1));
    assertThat(specs()).as("nothing promised is left").isEmpty();
  }

  @Test
  void a_slot_is_written_once_and_found_until_it_is_decided() {
    long spec = slot(DUE);
    slot(DUE);
    OpenSlot open = undecided().get(0);
    assertThat(undecided()).hasSize(1);
    assertThat(open.workflowId()).isEqualTo("tick-2026-11-21T12:01:00Z");
    assertThat(open.promise()).isEqualTo(promise(NOON, 60));
    assertThat(open.run()).isNull();
    assertThat(specs().get(0).id()).isEqualTo(spec);
    assertThat(log.slots().undecided("folder", DUE, 0, 10)).as("due before").isEmpty();
    assertThat(log.slots().undecided("folder", LATER, open.id(), 10)).as("after").isEmpty();

    Decision missed = decision(open.id(), SlotOutcome.Kind.MISSED, "MISSED", "");
    assertThat(log.slotLog().decide(List.of(missed), NOON)).containsExactly(missed);
    assertThat(log.slotLog().decide(List.of(missed), NOON)).as("said before").isEmpty();
    assertThat(undecided()).isEmpty();
  }

  @Test
  void a_run_stands_before_what_was_said_without_one() {
    slot(DUE);
    long id = undecided().get(0).id();
    log.slotLog().decide(List.of(decision(id, SlotOutcome.Kind.MISSED, "MISSED", "")), NOON);
    RunKey run = key("tick-2026-11-21T12:01:00Z");
    log.open(opened(run, "tick", DUE));
    assertThat(log.slots().overtaken("folder", NOON, 10)).isEmpty();
    log.settle(settled(run, RunStatus.SUCCEEDED, "OK", LATER));
    assertThat(log.slots().overtaken("folder", NOON, 10))
        .singleElement()
        .extracting(OpenSlot::run)
        .isEqualTo(new SlotFacts.Run(run.runId(), "OK", settledMessage()));
    Decision ran = decision(id, SlotOutcome.Kind.RAN, "OK", run.runId());
    assertThat(log.slotLog().decide(List.of(ran), LATER)).containsExactly(ran);
    assertThat(log.slots().overtaken("folder", NOON, 10)).isEmpty();
    assertThat(served())
        .singleElement()
        .satisfies(slot -> assertThat(slot.outcome()).isEqualTo("ran"))
        .satisfies(slot -> assertThat(slot.run()).isEqualTo(run.workflowId()));
  }

  @Test
  void an_open_slot_is_shown_as_its_run_stands() {
    slot(DUE);
    RunKey run = key("tick-2026-11-21T12:01:00Z");
    assertThat(served()).extracting(ServedSlot::outcome).containsExactly("due");
    log.open(opened(run, "tick", DUE), List.of(event(DUE, EventType.QUEUED, 0)));
    assertThat(undecided().get(0).queued()).isTrue();
    assertThat(served()).extracting(ServedSlot::outcome).containsExactly("running");
    log.event(run, event(DUE.plusSeconds(1), EventType.DEFERRED, 1));
    assertThat(undecided().get(0).queued()).isFalse();
    assertThat(served()).extracting(ServedSlot::outcome).containsExactly("deferred");
    log.event(run, event(DUE.plusSeconds(2), EventType.BOOT_STARTED, 1));
    assertThat(served()).extracting(ServedSlot::outcome).containsExactly("running");
    log.settle(settled(run, RunStatus.SKIPPED, "SKIPPED", DUE));
    assertThat(served())
        .as("before the ledger has looked")
        .extracting(ServedSlot::outcome, ServedSlot::verdict)
        .containsExactly(tuple("skipped", "SKIPPED"));
  }

  @Test
  void runs_without_a_promise_are_shown_and_taken_in() {
    RunKey run = key("tick-2026-11-21T12:01:00Z");
    log.open(opened(run, "tick", DUE));
    assertThat(served()).extracting(ServedSlot::run).containsExactly(run.workflowId());
    assertThat(log.slotLog().adopt("folder", NOON, DUE)).as("too young").isZero();
    assertThat(log.slotLog().adopt("folder", NOON, LATER)).isEqualTo(1);
    assertThat(log.slotLog().adopt("folder", NOON, LATER)).isZero();
    assertThat(served()).hasSize(1);
    assertThat(undecided().get(0).promise()).isNull();
  }

  @Test
  void slots_that_came_due_since_the_last_look_are_shown() {
    slot(DUE);
    assertThat(log.slots().list(new SlotReader.Query("tick", null, DUE.plusSeconds(130), 10)))
        .extracting(ServedSlot::due)
        .containsExactly(DUE, DUE.plusSeconds(60), DUE.plusSeconds(120));
    assertThat(log.slots().list(new SlotReader.Query("other", null, LATER, 10))).isEmpty();
    assertThat(log.slots().list(new SlotReader.Query(null, null, DUE.plusSeconds(130), 1)))
        .extracting(ServedSlot::due)
        .containsExactly(DUE.plusSeconds(120));
  }

  @Test
  void a_run_in_the_way_is_found() {
    RunKey before = key("tick-before");
    log.open(opened(before, "tick", DUE.minusSeconds(30)));
    log.open(opened(key("tick-own"), "tick", DUE));
    log.open(opened(key("other-before"), "other", DUE.minusSeconds(30)));
    assertThat(log.slots().other("folder", "tick", DUE, DUE))
        .contains(new SlotFacts.Other("tick-before", null));
    assertThat(log.slots().passedBy("folder", "tick", DUE.minusSeconds(30))).isTrue();
    assertThat(log.slots().passedBy("folder", "tick", DUE)).isFalse();
    log.settle(settled(before, RunStatus.SUCCEEDED, "OK", DUE.plusSeconds(2)));
    assertThat(log.slots().other("folder", "tick", DUE, DUE))
        .contains(new SlotFacts.Other("tick-before", DUE.plusSeconds(2)));
    assertThat(log.slots().other("folder", "tick", DUE.plusSeconds(9), DUE.plusSeconds(9)))
        .as("had ended by then, and the one after it goes on")
        .contains(new SlotFacts.Other("tick-own", null));
  }

  @Test
  void of_a_missed_slot_without_a_run_people_are_told_once() {
    slot(DUE);
    long id = undecided().get(0).id();
    assertThat(log.slots().untold("folder", 10)).isEmpty();
    log.slotLog().decide(List.of(decision(id, SlotOutcome.Kind.MISSED, "MISSED", "")), NOON);
    assertThat(log.slots().untold("folder", 10)).extracting("due").containsExactly(DUE);
    log.slotLog().toldMissed(List.of(id), NOON);
    assertThat(log.slots().untold("folder", 10)).isEmpty();
    log.slotLog().toldQueued(List.of(id), NOON);
  }

  @Test
  void a_slot_that_people_were_told_of_is_remembered_until_its_job_is_good_again() {
    slot(DUE);
    long id = undecided().get(0).id();
    assertThat(log.slots().troubled("folder")).isEmpty();
    log.slotLog().toldQueued(List.of(id), NOON);
    assertThat(log.slots().troubled("folder")).containsOnly(Map.entry("tick", DUE));
    log.slotLog().toldGood("folder", "tick", DUE.minusSeconds(1), NOON);
    assertThat(log.slots().troubled("folder")).as("an earlier slot").hasSize(1);
    log.slotLog().toldGood("folder", "tick", DUE, NOON);
    assertThat(log.slots().troubled("folder")).isEmpty();
  }

  @Test
  void a_slots_runs_that_are_not_settled_are_found_by_their_owner() {
    RunKey open = key("tick-open");
    log.open(opened(open, "tick", DUE));
    assertThat(log.slots().unsettled("folder", LATER, 10))
        .containsExactly(new SlotReader.Unsettled(open, "tick", DUE));
    assertThat(log.slots().unsettled("another", LATER, 10)).isEmpty();
    assertThat(log.slots().unsettled("folder", DUE, 10)).as("too young").isEmpty();
    log.settle(settled(open, RunStatus.SUCCEEDED, "OK", DUE));
    assertThat(log.slots().unsettled("folder", LATER, 10)).isEmpty();
  }

  @Test
  void old_slots_go_with_old_runs() {
    slot(DUE);
    slot(LATER);
    undecided()
        .forEach(
            open ->
                log.slotLog()
                    .decide(
                        List.of(decision(open.id(), SlotOutcome.Kind.PAUSED, "PAUSED", "")), NOON));
    pruned(LATER);
    assertThat(log.slots().list(new SlotReader.Query(null, LATER, LATER.plusSeconds(1), 10)))
        .extracting(ServedSlot::outcome)
        .containsExactly("paused");
    assertThat(served()).isEmpty();
  }

  @Test
  void a_slot_that_people_are_still_to_hear_of_outlives_its_age() {
    slot(DUE);
    slot(LATER);
    Instant old = LATER.plusSeconds(1);
    pruned(old);
    assertThat(undecided()).as("undecided").hasSize(2);
    undecided()
        .forEach(
            open ->
                log.slotLog()
                    .decide(
                        List.of(decision(open.id(), SlotOutcome.Kind.MISSED, "MISSED", "")), NOON));

    pruned(old);
    List<SlotReader.Untold> untold = log.slots().untold("folder", 10);
    assertThat(untold).as("untold").hasSize(2);

    log.slotLog().toldMissed(untold.stream().map(SlotReader.Untold::id).toList(), NOON);
    pruned(old);
    assertThat(log.slots().troubled("folder")).as("in trouble").containsEntry("tick", LATER);
    assertThat(served()).as("the newest of a trouble is enough").isEmpty();

    log.slotLog().toldGood("folder", "tick", LATER, NOON);
    assertThat(pruned(old)).as("over").isEqualTo(1);
  }

  private static Promise promise(Instant since, int seconds) {
    return new Promise(
        "folder",
        "tick",
        "Tick",
        since,
        "sha256:00",
        ScheduleRule.every(Duration.ofSeconds(seconds), null, Stagger.jitter(Duration.ZERO)),
        Duration.ZERO,
        List.of(),
        Overlap.SKIP,
        Duration.ofMinutes(10),
        Duration.ofMinutes(10),
        AlertPolicy.to(List.of("oncall")));
  }

  private long slot(Instant due) {
    Promise promise = promise(NOON, 60);
    log.slotLog().promise(promise, due, Watched.KEPT, NOON);
    long spec = specs().get(0).id();
    NewSlot slot = new NewSlot(promise, due, false, Watched.KEPT);
    log.slotLog().slots(spec, List.of(slot), due.plusSeconds(60));
    return spec;
  }

  private static Decision decision(long slot, SlotOutcome.Kind kind, String verdict, String runId) {
    return new Decision(slot, "tick", new SlotOutcome(kind, verdict, "so it was", runId));
  }

  private static String settledMessage() {
    return settled(key("any"), RunStatus.SUCCEEDED, "OK", NOON).message();
  }

  private List<Spec> specs() {
    return log.slots().specs("folder");
  }

  private List<OpenSlot> undecided() {
    return log.slots().undecided("folder", LATER.plusSeconds(1), 0, 10);
  }

  private List<ServedSlot> served() {
    return log.slots().list(new SlotReader.Query(null, null, DUE.plusSeconds(1), 10));
  }
}
