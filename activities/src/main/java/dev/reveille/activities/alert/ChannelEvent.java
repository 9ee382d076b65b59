package dev.reveille.activities.alert;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunEvent;
import java.time.Instant;
import java.util.Map;

/** What came of sending something about a run to a channel, as the run's record tells it. */
public final class ChannelEvent {
  private ChannelEvent() {}

  /** One of each type and channel: the channel stands where other events have their stage. */
  public static RunEvent of(Instant at, EventType type, String channel, String what) {
    return new RunEvent(
        at,
        type,
        0,
        channel,
        null,
        Map.of("channel", TextNode.valueOf(channel), "what", TextNode.valueOf(what)));
  }
}
