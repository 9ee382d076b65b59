package dev.reveille.starter.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.job.Stagger;
import dev.reveille.starter.schedule.ApplyReport.Outcome;
import dev.reveille.starter.testing.SampleJobs;
import dev.reveille.workflows.JobRun;
import dev.reveille.workflows.Queues;
import io.temporal.api.workflowservice.v1.DescribeScheduleRequest;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an apply makes of a folder on a real server. */
@Timeout(60)
class ScheduleApplyTest {
  @RegisterExtension static final ScheduleServer SERVER = new ScheduleServer();

  /** Each test has its own. */
  private final AppliedFolder folder = new AppliedFolder(SERVER);

  @Test
  void a_job_becomes_a_schedule_that_reads_well_in_the_web_ui() {
    assertThat(folder.apply(folder.daily("nightly")))
        .containsEntry(folder.id("nightly"), Outcome.CREATED);
    ScheduleDescription described = folder.describe("nightly");
    ScheduleActionStartWorkflow action =
        (ScheduleActionStartWorkflow) described.getSchedule().getAction();
    assertThat(action.getWorkflowType()).isEqualTo(JobRun.TYPE);
    assertThat(action.getOptions().getTaskQueue()).isEqualTo(Queues.RUN);
    assertThat(action.getOptions().getWorkflowId()).isEqualTo(folder.id("nightly"));
    assertThat(action.getOptions().getStaticSummary())
        .isEqualTo("Job " + folder.id("nightly") + ": command true");
    assertThat(action.getOptions().getStaticDetails())
        .contains(
            "`0 22 * * *` in America/Los_Angeles",
            "Execute limit**: 15m",
            "owner " + folder.owner());
    assertThat(AppliedFolder.input(described).definition())
        .isEqualTo(folder.daily("nightly").definition());
    assertThat(described.getSchedule().getPolicy().getCatchupWindow())
        .isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void applying_twice_writes_nothing() {
    List<PlannedJob> jobs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      jobs.add(folder.auto("twice-" + i, "30 1 * * *"));
    }
    folder.apply(jobs, false);
    Map<String, String> before = tokens(jobs);
    assertThat(folder.apply(jobs, true).values()).containsOnly(Outcome.UNCHANGED);
    assertThat(tokens(jobs)).isEqualTo(before);
  }

  @Test
  void anothers_job_is_refused_even_before_the_list_shows_it() {
    folder.apply(folder.daily("mine"));
    JobDefinition same = folder.daily("mine").definition();
    JobDefinition theirs =
        SampleJobs.command(same.id(), same.schedule(), Overlap.SKIP, "someone-else", "");
    ApplyReport report =
        folder.server().apply().apply(List.of(SampleJobs.enabled(theirs)), "someone-else", true);
    assertThat(report.good()).isFalse();
    assertThat(report.results())
        .singleElement()
        .satisfies(result -> assertThat(result.outcome()).isEqualTo(Outcome.REFUSED))
        .satisfies(result -> assertThat(result.message()).contains("'" + folder.owner() + "'"));
    assertThat(folder.describe("mine")).isNotNull();
  }

  @Test
  void a_foreign_schedule_of_that_name_is_left_alone() {
    folder
        .server()
        .client()
        .createSchedule(
            Queues.schedule(folder.id("foreign")),
            Schedule.newBuilder()
                .setAction(
                    ScheduleActionStartWorkflow.newBuilder()
                        .setWorkflowType("Other")
                        .setOptions(
                            WorkflowOptions.newBuilder()
                                .setWorkflowId("other")
                                .setTaskQueue("other")
                                .build())
                        .build())
                .setSpec(
                    ScheduleSpec.newBuilder()
                        .setIntervals(List.of(new ScheduleIntervalSpec(Duration.ofDays(9))))
                        .build())
                .build(),
            ScheduleOptions.newBuilder().build());
    assertThat(folder.apply(folder.daily("foreign")))
        .containsEntry(folder.id("foreign"), Outcome.REFUSED);
  }

  @Test
  void one_failing_job_holds_up_no_other_and_says_why() {
    JobDefinition tooLarge =
        SampleJobs.command(
            folder.id("large"),
            SampleJobs.cron("0 22 * * *", Stagger.AUTO),
            Overlap.SKIP,
            folder.owner(),
            "x".repeat(5_000_000));
    ApplyReport report =
        folder
            .server()
            .apply()
            .apply(
                List.of(SampleJobs.enabled(tooLarge), folder.daily("small")),
                folder.owner(),
                false);
    assertThat(report.count(Outcome.CREATED)).isEqualTo(1);
    assertThat(report.count(Outcome.FAILED)).isEqualTo(1);
    assertThat(report.results().get(0).text())
        .startsWith("failed " + folder.id("large") + ": the server said: ");
  }

  @Test
  void pruning_deletes_what_no_file_names_any_more() {
    folder.apply(List.of(folder.daily("stays"), folder.daily("goes")), false);
    folder.awaitListed(2);
    assertThat(folder.apply(List.of(folder.daily("stays")), true))
        .containsEntry(folder.id("goes"), Outcome.DELETED)
        .containsEntry(folder.id("stays"), Outcome.UNCHANGED);
  }

  private Map<String, String> tokens(List<PlannedJob> jobs) {
    Map<String, String> tokens = new HashMap<>();
    for (PlannedJob job : jobs) {
      String id = Queues.schedule(job.definition().id());
      tokens.put(
          id,
          folder
              .server()
              .stubs()
              .blockingStub()
              .describeSchedule(
                  DescribeScheduleRequest.newBuilder()
                      .setNamespace(folder.server().namespace())
                      .setScheduleId(id)
                      .build())
              .getConflictToken()
              .toString(StandardCharsets.ISO_8859_1));
    }
    return tokens;
  }
}
