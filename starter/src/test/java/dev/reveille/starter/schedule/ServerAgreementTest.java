package dev.reveille.starter.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.ScheduleRule.Dst;
import dev.reveille.domain.job.Stagger;
import dev.reveille.domain.schedule.DueTimes;
import dev.reveille.workflows.testing.DevServer;
import io.temporal.api.workflowservice.v1.ListScheduleMatchingTimesRequest;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** What the server would fire for our specs, less the folds we name, is what we say is due. */
class ServerAgreementTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration FIVE_YEARS = Duration.ofDays(5 * 365);

  /** What the server answers at most to one question. */
  private static final int PAGE = 1000;

  private static final int RARE = 5 * 366;
  private static @Nullable DevServer server;
  private static int schedules;

  @BeforeContainer
  static void startServer() {
    server = DevServer.start();
  }

  @AfterContainer
  static void stopServer() {
    server().close();
  }

  @Property(tries = 160, seed = "4711", shrinking = ShrinkingMode.OFF)
  void crons_agree_over_zones_and_years(@ForAll("crons") ScheduleRule rule) {
    assertAgreement(rule, Duration.ZERO);
  }

  @Property(tries = 60, seed = "4712", shrinking = ShrinkingMode.OFF)
  void fixed_offsets_move_due_times_and_nothing_else(@ForAll("crons") ScheduleRule rule) {
    assertAgreement(rule, ScheduleSpecs.longestOffset(rule));
  }

  @Property(tries = 20, seed = "20261123", shrinking = ShrinkingMode.OFF)
  void intervals_agree_with_and_without_anchor(@ForAll("intervals") ScheduleRule rule) {
    assertAgreement(rule, Duration.ZERO);
  }

  @Provide
  Arbitrary<ScheduleRule> crons() {
    Arbitrary<String> zones = Arbitraries.of(Zones.ALL);
    Arbitrary<String> seconds = Arbitraries.of("", "", "", "", "30 ", "*/20 ");
    Arbitrary<String> minutes =
        Arbitraries.of("0", "30", "10,30", "59", "*/15", "5-50/9", "0,15,45");
    Arbitrary<String> hours =
        Arbitraries.of(
            "0", "1", "2", "3", "23", "1,2,3", "0-4", "*/2", "*", "9", "2", "1", "22-23");
    Arbitrary<String> days =
        Arbitraries.of(
            "* * *",
            "* * *",
            "* * 0",
            "* * sat,sun",
            "13 * 5",
            "1-7 * 1",
            "*/2 * *",
            "28-31 3,10 *",
            "29 2 *",
            "* 3,4,9-11 0",
            "1 */3 *",
            "15 * 7");
    return Combinators.combine(zones, seconds, minutes, hours, days, Arbitraries.of(Dst.values()))
        .as(
            (zone, second, minute, hour, day, dst) ->
                ScheduleRule.cron(
                    second + minute + " " + hour + " " + day + (second.isEmpty() ? "" : " *"),
                    ZoneId.of(zone),
                    Stagger.jitter(Duration.ZERO),
                    dst));
  }

  @Provide
  Arbitrary<ScheduleRule> intervals() {
    Arbitrary<Integer> every = Arbitraries.integers().between(3_600, 40 * 86_400);
    Arbitrary<Instant> anchor =
        Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond).injectNull(0.3);
    return Combinators.combine(every, anchor)
        .as(
            (seconds, from) ->
                ScheduleRule.every(
                    Duration.ofSeconds(seconds), from, Stagger.jitter(Duration.ZERO)));
  }

  private static void assertAgreement(ScheduleRule rule, Duration offset) {
    ScheduleSpecs.ServerSpec told = ScheduleSpecs.of(rule, offset, NOW);
    String id = create(told.spec());
    Set<Instant> folds = new HashSet<>(told.folds());
    for (Instant[] window : windows(rule)) {
      List<Instant> fired =
          fired(id, window[0].plus(offset), window[1].plus(offset)).stream()
              .map(at -> at.minus(offset))
              .filter(due -> !folds.contains(due))
              .toList();
      assertThat(fired)
          .as("%s in %s, dst %s, offset %s", rule.expr(), rule.tz(), rule.dst(), offset)
          .isEqualTo(DueTimes.of(rule).between(window[0], window[1]));
    }
  }

  /** Five years where that is little, else some days around each clock change. */
  private static List<Instant[]> windows(ScheduleRule rule) {
    if (DueTimes.of(rule).next(NOW, RARE + 1).size() <= RARE
        || !DueTimes.of(rule).next(NOW, RARE + 1).get(RARE).isBefore(NOW.plus(FIVE_YEARS))) {
      return List.<Instant[]>of(new Instant[] {NOW, NOW.plus(FIVE_YEARS)});
    }
    List<Instant[]> windows = new ArrayList<>();
    for (ZoneOffsetTransition change : ClockChanges.within(rule.tz(), NOW)) {
      Instant at = change.getInstant();
      windows.add(new Instant[] {at.minus(Duration.ofHours(30)), at.plus(Duration.ofHours(30))});
    }
    windows.add(new Instant[] {NOW, NOW.plus(Duration.ofDays(3))});
    return windows;
  }

  private static String create(ScheduleSpec spec) {
    String id = "agreement-" + schedules++;
    ScheduleActionStartWorkflow action =
        ScheduleActionStartWorkflow.newBuilder()
            .setWorkflowType("Nothing")
            .setOptions(
                WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue("nobody").build())
            .build();
    Schedule schedule =
        Schedule.newBuilder()
            .setAction(action)
            .setSpec(spec)
            .setState(ScheduleState.newBuilder().setPaused(true).build())
            .build();
    ScheduleClient.newInstance(server().stubs())
        .createSchedule(id, schedule, ScheduleOptions.newBuilder().build());
    return id;
  }

  /** From one instant, itself included, to another, itself excluded; asked page by page. */
  private static List<Instant> fired(String id, Instant from, Instant to) {
    List<Instant> all = new ArrayList<>();
    Instant after = from.minusSeconds(1);
    int answered = PAGE;
    while (answered == PAGE) {
      List<Timestamp> page =
          server()
              .stubs()
              .blockingStub()
              .listScheduleMatchingTimes(
                  ListScheduleMatchingTimesRequest.newBuilder()
                      .setNamespace(server().namespace())
                      .setScheduleId(id)
                      .setStartTime(timestamp(after))
                      .setEndTime(timestamp(to.minusSeconds(1)))
                      .build())
              .getStartTimeList();
      page.forEach(time -> all.add(Instant.ofEpochSecond(time.getSeconds(), time.getNanos())));
      answered = page.size();
      after = all.isEmpty() ? after : all.get(all.size() - 1);
    }
    return all;
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
  }

  private static DevServer server() {
    if (server == null) {
      throw new IllegalStateException("the server is started before the first property");
    }
    return server;
  }
}
