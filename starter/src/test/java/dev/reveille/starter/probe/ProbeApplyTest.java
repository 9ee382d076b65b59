package dev.reveille.starter.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.files.JobFolder;
import dev.reveille.starter.probe.ProbeApply.Change;
import dev.reveille.starter.probe.ProbeApply.Outcome;
import dev.reveille.starter.schedule.ScheduleServer;
import dev.reveille.starter.testing.Deadline;
import dev.reveille.workflows.Attributes;
import dev.reveille.workflows.BootProbe;
import dev.reveille.workflows.Queues;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a folder's probes on a real server. */
@Timeout(60)
class ProbeApplyTest {
  @RegisterExtension static final ScheduleServer SERVER = new ScheduleServer();

  private static final AtomicInteger OWNERS = new AtomicInteger();
  private static final String ISOLATED = "probe/mine/isolated";
  private static final String MAIN = "probe/mine/main";

  /** No two tests meet. */
  private final String owner = "probing-" + OWNERS.incrementAndGet();

  @TempDir Path folder;

  @BeforeEach
  void jobs_of_two_kinds() throws IOException {
    settings("6h");
    job("nightly", "boot: {timeout: 40s}");
    job("hasty", "boot: {timeout: 20s}\nalerts: false");
    job("desk", "sessionTarget: main\npayload: {kind: systemEvent, text: Hello.}");
    job("off", "sessionTarget: session:unused\nenabled: false");
    job("shell", "payload: {kind: command, argv: [\"true\"]}");
  }

  @Test
  void each_agent_is_probed_for_each_target_in_use_with_the_tightest_limit() {
    List<PlannedProbe> probes = ProbePlan.of(read().jobs());

    assertThat(probes).extracting(probe -> probe.probed().id()).containsExactly(ISOLATED, MAIN);
    assertThat(probes.get(0).job().id()).isEqualTo("hasty");
    assertThat(probes.get(0).jobs()).containsExactly("hasty", "nightly");
  }

  @Test
  void a_probe_gets_a_schedule_of_its_own_that_is_cheap_and_begins_later() {
    Instant before = Instant.now();
    assertThat(apply()).containsExactly(created(ISOLATED), created(MAIN));

    ScheduleDescription described = described(ISOLATED);
    Schedule schedule = described.getSchedule();
    ScheduleActionStartWorkflow action = (ScheduleActionStartWorkflow) schedule.getAction();
    assertThat(action.getWorkflowType()).isEqualTo(BootProbe.TYPE);
    assertThat(action.getOptions().getTaskQueue()).isEqualTo(Queues.RUN);
    BootProbe.Input input =
        Objects.requireNonNull(action.getArguments().get(0, BootProbe.Input.class));
    JobDefinition given = input.definition();
    assertThat(input.manner()).isEqualTo(BootProbe.Manner.WHEN_CALM);
    assertThat(given.boot().timeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(given.payload().message()).isEmpty();
    assertThat(given.alerts()).isEqualTo(AlertPolicy.NONE);

    ScheduleIntervalSpec times = interval(schedule);
    assertThat(times.getEvery()).isEqualTo(Duration.ofHours(6));
    assertThat(times.getOffset()).isBetween(Duration.ZERO, Duration.ofHours(6));
    assertThat(interval(described(MAIN).getSchedule()).getOffset()).isNotEqualTo(times.getOffset());
    assertThat(schedule.getPolicy().getOverlap())
        .isEqualTo(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP);
    assertThat(schedule.getPolicy().getCatchupWindow()).isEqualTo(Duration.ofMinutes(1));
    assertThat(described.getInfo().getNextActionTimes().get(0))
        .isAfterOrEqualTo(before.plus(Duration.ofMinutes(59)));
    assertThat(described.getTypedSearchAttributes().get(Attributes.JOB)).isEqualTo(ISOLATED);
  }

  @Test
  void applying_twice_writes_nothing_whether_or_not_the_list_shows_it_yet() {
    apply();
    assertThat(apply()).isEmpty();
    awaitListed(2);
    Instant written = updated(ISOLATED);
    assertThat(apply()).isEmpty();
    assertThat(updated(ISOLATED)).isEqualTo(written);
  }

  @Test
  void another_limit_and_another_interval_are_written_and_a_pause_by_hand_stays() throws Exception {
    apply();
    awaitListed(2);
    SERVER.client().getHandle(id(ISOLATED)).pause("until Monday");

    job("hasty", "boot: {timeout: 10s}");
    assertThat(plan()).containsExactly(new Change(ISOLATED, Outcome.UPDATED));
    assertThat(apply()).containsExactly(new Change(ISOLATED, Outcome.UPDATED));
    ScheduleDescription tighter = described(ISOLATED);
    assertThat(given(tighter).boot().timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(Objects.requireNonNull(tighter.getSchedule().getState()).isPaused()).isTrue();

    settings("2h");
    Deadline.await(() -> apply().isEmpty());
    assertThat(interval(described(ISOLATED).getSchedule()).getEvery())
        .isEqualTo(Duration.ofHours(2));
    assertThat(interval(described(MAIN).getSchedule()).getEvery()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void what_no_job_uses_any_more_is_removed_and_anothers_probes_stay() throws Exception {
    apply();
    ProbeApply.on(SERVER.stubs(), SERVER.namespace())
        .apply(others(), owner + "-next", read().settings().probes(), false);
    awaitListed(2);

    Files.delete(folder.resolve("jobs/desk.yaml"));
    assertThat(plan()).containsExactly(new Change(MAIN, Outcome.DELETED));
    assertThat(described(MAIN)).isNotNull();
    assertThat(apply()).containsExactly(new Change(MAIN, Outcome.DELETED));
    awaitListed(1);

    settings("{enabled: false}");
    assertThat(apply()).containsExactly(new Change(ISOLATED, Outcome.DELETED));
    awaitListed(0);
    assertThat(listed(owner + "-next")).isEqualTo(2);
  }

  private List<PlannedProbe> others() throws IOException {
    Path file = folder.resolve("reveille.yaml");
    String text = Files.readString(file);
    Files.writeString(file, text.replace("owner: " + owner, "owner: " + owner + "-next"));
    List<PlannedProbe> theirs = ProbePlan.of(read().jobs());
    Files.writeString(file, text);
    return theirs;
  }

  private void settings(String every) throws IOException {
    Files.writeString(
        folder.resolve("reveille.yaml"),
        """
        owner: %s
        providers:
          local: {api: openai, baseUrl: "http://127.0.0.1:1", keyEnv: LOCAL_KEY}
        agents:
          mine: {protocol: acp, command: ["true"]}
        defaults: {agent: mine, model: local/one, tz: UTC}
        probes: %s
        """
            .formatted(owner, every.startsWith("{") ? every : "{every: " + every + "}"));
  }

  private void job(String id, String more) throws IOException {
    Path file = folder.resolve("jobs/" + id + ".yaml");
    Files.createDirectories(file.getParent());
    String payload =
        more.contains("payload:") ? "" : "payload: {kind: agentTurn, message: Work.}\n";
    Files.writeString(
        file, "name: " + id + "\nschedule: {kind: every, every: 24h}\n" + payload + more + "\n");
  }

  private FolderReading read() {
    FolderReading reading = JobFolder.read(folder);
    assertThat(reading.errors()).as(reading.text()).isEmpty();
    return reading;
  }

  private List<Change> apply() {
    return apply(false);
  }

  private List<Change> plan() {
    return apply(true);
  }

  private List<Change> apply(boolean dryRun) {
    FolderReading reading = read();
    return ProbeApply.on(SERVER.stubs(), SERVER.namespace())
        .apply(ProbePlan.of(reading.jobs()), owner, reading.settings().probes(), dryRun);
  }

  private static Change created(String probe) {
    return new Change(probe, Outcome.CREATED);
  }

  private String id(String probe) {
    return "reveille." + probe + "/" + owner;
  }

  private ScheduleDescription described(String probe) {
    return SERVER.client().getHandle(id(probe)).describe();
  }

  private Instant updated(String probe) {
    return Objects.requireNonNullElse(
        described(probe).getInfo().getLastUpdatedAt(), described(probe).getInfo().getCreatedAt());
  }

  private static JobDefinition given(ScheduleDescription described) {
    ScheduleActionStartWorkflow action =
        (ScheduleActionStartWorkflow) described.getSchedule().getAction();
    return Objects.requireNonNull(action.getArguments().get(0, BootProbe.Input.class)).definition();
  }

  private static ScheduleIntervalSpec interval(Schedule schedule) {
    return schedule.getSpec().getIntervals().get(0);
  }

  private void awaitListed(int count) {
    Deadline.await(() -> listed(owner) == count);
  }

  private static long listed(String owner) {
    try (Stream<?> all =
        SERVER.client().listSchedules(Attributes.OWNER.getName() + " = '" + owner + "'", 100)) {
      return all.count();
    }
  }
}
