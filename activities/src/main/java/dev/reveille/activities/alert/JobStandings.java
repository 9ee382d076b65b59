package dev.reveille.activities.alert;

import dev.reveille.domain.alert.Notice;
import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.run.RunView;
import dev.reveille.runlog.BootReader;
import dev.reveille.runlog.BootSeriesName;
import dev.reveille.runlog.RunReader;
import dev.reveille.workflows.Queues;
import dev.reveille.workflows.StandingActivity;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the run log for good runs, and Temporal for the schedule. Blocks for some ms a job. */
public final class JobStandings implements StandingActivity {
  private static final Duration STOPPED = Duration.ofDays(8);

  private final RunReader reader;
  private final ScheduleClient schedules;
  private final Clock clock;

  public JobStandings(RunReader reader, ScheduleClient schedules, Clock clock) {
    this.reader = reader;
    this.schedules = schedules;
    this.clock = clock;
  }

  @Override
  public Map<String, Standing> standings(List<Asked> jobs) {
    Map<String, Standing> standings = new LinkedHashMap<>();
    for (Asked asked : jobs) {
      Optional<BootReader.Query> boots = BootSeriesName.query(asked.job());
      if (boots.isPresent()) {
        ofBoots(asked.job(), boots.get()).ifPresent(s -> standings.put(asked.job(), s));
        continue;
      }
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

  /** Boots that nobody makes any more are no trouble; their own watch tells of good ones. */
  private Optional<Standing> ofBoots(String id, BootReader.Query newest) {
    List<BootSample> last = reader.boots().samples(newest);
    if (last.isEmpty() || last.get(0).at().isBefore(clock.instant().minus(STOPPED))) {
      return Optional.of(new Standing(false, false, null));
    }
    BootReader.Series series = BootReader.Series.of(last.get(0));
    return reader.boots().lastJudged(series) == BootReader.Judged.GOOD
        ? Optional.of(
            new Standing(
                true,
                false,
                new Notice.Item(id, BootSeriesName.words(series), null, "OK", "", null, null)))
        : Optional.empty();
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
