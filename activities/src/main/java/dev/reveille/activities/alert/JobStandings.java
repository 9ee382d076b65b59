package dev.reveille.activities.alert;

import dev.reveille.domain.alert.Notice;
import dev.reveille.domain.run.RunView;
import dev.reveille.runlog.RunReader;
import dev.reveille.workflows.Queues;
import dev.reveille.workflows.StandingActivity;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the run log for good runs, and Temporal for the schedule. Blocks for some ms a job. */
public final class JobStandings implements StandingActivity {
  private final RunReader reader;
  private final ScheduleClient schedules;

  public JobStandings(RunReader reader, ScheduleClient schedules) {
    this.reader = reader;
    this.schedules = schedules;
  }

  @Override
  public Map<String, Standing> standings(List<Asked> jobs) {
    Map<String, Standing> standings = new LinkedHashMap<>();
    for (Asked asked : jobs) {
      Optional<RunView> good =
          reader.list(new RunReader.Query(asked.job(), "OK", asked.lastBad(), 1)).stream()
              .findFirst();
      if (good.isPresent()) {
        standings.put(asked.job(), new Standing(true, false, item(good.get())));
      } else {
        unlessBroken(asked.job()).ifPresent(standing -> standings.put(asked.job(), standing));
      }
    }
    return standings;
  }

  private Optional<Standing> unlessBroken(String job) {
    try {
      ScheduleDescription described = schedules.getHandle(Queues.schedule(job)).describe();
      return described.getSchedule().getState() != null
              && described.getSchedule().getState().isPaused()
          ? Optional.of(new Standing(true, true, null))
          : Optional.empty();
    } catch (ScheduleException e) {
      if (e.getCause() instanceof StatusRuntimeException status
          && status.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.of(new Standing(false, false, null));
      }
      throw e;
    }
  }

  private static Notice.Item item(RunView good) {
    return new Notice.Item(
        good.job(),
        good.job(),
        good.due(),
        "OK",
        good.message() == null ? "" : good.message(),
        good.temporal().workflowId(),
        good.temporal().runId());
  }
}
