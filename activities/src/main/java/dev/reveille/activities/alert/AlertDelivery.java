package dev.reveille.activities.alert;

import dev.reveille.domain.alert.Notice;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.runlog.RunLog;
import dev.reveille.workflows.AlertActivity;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings notices to channels, and records what came of it with the runs that they are about. */
public final class AlertDelivery implements AlertActivity {
  private static final Logger LOG = LoggerFactory.getLogger(AlertDelivery.class);

  private final Senders senders;
  private final RunLog log;
  private final Clock clock;

  public AlertDelivery(Senders senders, RunLog log, Clock clock) {
    this.senders = senders;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public void deliver(Notice notice, String channel) {
    senders.deliver(notice, List.of(), channel);
    note(notice, EventType.ALERTED, channel, "delivered");
  }

  @Override
  public void lost(Notice notice, String channel, String why) {
    LOG.error("'{}' never reached channel '{}': {}", notice.title(), channel, why);
    note(notice, EventType.ALERT_FAILED, channel, why);
  }

  /** Of every run that the notice is about. */
  private void note(Notice notice, EventType type, String channel, String what) {
    for (Notice.Item item : notice.items()) {
      if (item.workflowId() == null || item.runId() == null) {
        continue;
      }
      log.event(
          new RunKey(item.workflowId(), item.runId()),
          ChannelEvent.of(clock.instant(), type, channel, what));
    }
  }
}
