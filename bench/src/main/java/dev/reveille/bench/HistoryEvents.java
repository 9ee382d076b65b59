package dev.reveille.bench;

import dev.reveille.domain.job.Isolation;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.util.List;

/**
 * Events in the history of one quiet run of each kind.
 *
 * @param bare of two activities that do nothing
 * @param reveille of a command job
 */
record HistoryEvents(int bare, int reveille) {
  static final int GOAL = 24;

  static HistoryEvents count(Site site) {
    return new HistoryEvents(
        count(site.bareClient(), Sides.bare(site, "bare", false), "events-bare"),
        count(site.client(), Sides.reveille(site, "reveille", Isolation.Kind.AUTO), "events"));
  }

  private static int count(WorkflowClient client, Sides.Side side, String id) {
    WorkflowStub run = side.start(id);
    run.getResult(Object.class);
    List<HistoryEvent> events = client.fetchHistory(id).getEvents();
    return events.size();
  }

  @Override
  public String toString() {
    return new Table("history events a run", "bare", "reveille", "goal")
        .row("events", Integer.toString(bare), Integer.toString(reveille), "<= " + GOAL)
        .toString();
  }
}
