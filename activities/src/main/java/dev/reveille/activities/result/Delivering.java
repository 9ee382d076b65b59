package dev.reveille.activities.result;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.reveille.activities.alert.ChannelEvent;
import dev.reveille.activities.alert.Enclosure;
import dev.reveille.activities.alert.Senders;
import dev.reveille.activities.record.AlertSender;
import dev.reveille.domain.alert.Notice;
import dev.reveille.domain.alert.Report;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.runlog.RunLog;
import dev.reveille.runlog.RunReader;
import dev.reveille.workflows.RecordActivity;
import dev.reveille.workflows.ResultActivity;
import dev.reveille.workflows.ResultDelivery.Result;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a good run's result from the run log and brings it to a channel. */
public final class Delivering implements ResultActivity {
  private static final Logger LOG = LoggerFactory.getLogger(Delivering.class);
  private static final int OUTPUT_CHARS = 200_000;
  private static final int LOOKED_BACK = 3;

  private final Senders senders;
  private final RunLog log;
  private final RunReader reader;
  private final AlertSender alerts;
  private final Clock clock;

  public Delivering(
      Senders senders, RunLog log, RunReader reader, AlertSender alerts, Clock clock) {
    this.senders = senders;
    this.log = log;
    this.reader = reader;
    this.alerts = alerts;
    this.clock = clock;
  }

  @Override
  public void deliver(Result result, String channel) {
    RunView run =
        reader
            .find(result.key(), OUTPUT_CHARS)
            .orElseThrow(
                () ->
                    ApplicationFailure.newNonRetryableFailure(
                        "the run log of this worker does not know the run", "NO_RECORD"));
    List<Enclosure> files =
        reader.artifacts(result.key()).stream()
            .map(file -> new Enclosure(file.name(), file.bytes(), file.content()))
            .toList();
    senders.deliver(notice(result, run), files, channel);
    note(result, EventType.DELIVERED, channel, "delivered");
    if (alerts.isHeard(result.alerts()) && wasLostBefore(result, channel)) {
      alerts.report(result.owner(), Report.good(item(result, run), result.alerts()));
    }
  }

  @Override
  public void lost(Result result, String channel, String why) {
    LOG.error("the result of {} never reached '{}': {}", result.key(), channel, why);
    note(result, EventType.UNDELIVERED, channel, why);
    alerts.report(
        result.owner(),
        Report.bad(
            new Notice.Item(
                result.job(),
                result.jobName(),
                result.due(),
                EventType.UNDELIVERED.name(),
                "The run was good, but its result never reached '" + channel + "': " + why,
                result.key().workflowId(),
                result.key().runId()),
            "Mend the channel, and try it with `reveille alert test " + channel + "`.",
            null,
            result.alerts()));
  }

  private static Notice notice(Result result, RunView run) {
    String said = run.output() == null || run.output().text() == null ? "" : run.output().text();
    return new Notice(
        "result-" + result.key().workflowId() + "-" + result.key().runId(),
        Notice.Kind.RESULT,
        result.owner(),
        result.jobName(),
        said.isBlank() ? "The run was good, and said nothing." : said,
        null,
        List.of(item(result, run)),
        settledAt(run).orElse(result.due()));
  }

  /** The same at every try. */
  private static Optional<Instant> settledAt(RunView run) {
    return run.events().stream()
        .filter(event -> event.event() == EventType.SETTLED)
        .map(RunView.Event::at)
        .findFirst();
  }

  private static Notice.Item item(Result result, RunView run) {
    return new Notice.Item(
        result.job(),
        result.jobName(),
        result.due(),
        String.valueOf(run.verdict()),
        String.valueOf(run.message()),
        result.key().workflowId(),
        result.key().runId());
  }

  /** Whether people may have been told that this channel lost the result of a run before. */
  private boolean wasLostBefore(Result result, String channel) {
    return reader
        .list(new RunReader.Query(result.job(), RecordActivity.Verdict.OK, null, LOOKED_BACK))
        .stream()
        .map(run -> new RunKey(run.temporal().workflowId(), run.temporal().runId()))
        .filter(key -> !key.equals(result.key()))
        .flatMap(key -> reader.find(key, 0).stream())
        .flatMap(run -> run.events().stream())
        .anyMatch(
            event ->
                event.event() == EventType.UNDELIVERED
                    && event
                        .detail()
                        .getOrDefault("channel", NullNode.getInstance())
                        .asText()
                        .equals(channel));
  }

  private void note(Result result, EventType type, String channel, String what) {
    log.event(result.key(), ChannelEvent.of(clock.instant(), type, channel, what));
  }
}
