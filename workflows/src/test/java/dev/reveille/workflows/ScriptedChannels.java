package dev.reveille.workflows;

import dev.reveille.domain.alert.Inbox;
import dev.reveille.domain.alert.Notice;
import dev.reveille.domain.alert.Report;
import dev.reveille.domain.job.AlertPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Channels that take every notice, but for those that are dead; and jobs that stand as told. */
final class ScriptedChannels implements AlertActivity, StandingActivity {
  static final String OWNER = "night-desk";

  final Set<String> dead = ConcurrentHashMap.newKeySet();
  final List<String> delivered = new CopyOnWriteArrayList<>();
  final List<String> lost = new CopyOnWriteArrayList<>();
  final Map<String, Standing> standings = new ConcurrentHashMap<>();
  private final LinkedBlockingQueue<String> news = new LinkedBlockingQueue<>();

  @Override
  public void deliver(Notice notice, String channel) {
    if (dead.contains(channel)) {
      throw new IllegalStateException(channel + " answers 503");
    }
    delivered.add(channel + " " + notice.kind() + " " + notice.title());
    news.add("delivered");
  }

  @Override
  public void lost(Notice notice, String channel, String why) {
    lost.add(channel + " " + notice.title() + ": " + why);
    news.add("lost");
  }

  @Override
  public Map<String, Standing> standings(List<Asked> jobs) {
    return standings;
  }

  /** Waits until something more happened. */
  void next() throws InterruptedException {
    if (news.poll(60, TimeUnit.SECONDS) == null) {
      throw new AssertionError("nothing happened for 60 s");
    }
  }

  static Report bad(String job, int number, String... channels) {
    return Report.bad(
            item(job, number, "BOOT_TIMEOUT"),
            "See which stage hung.",
            null,
            AlertPolicy.to(List.of(channels)))
        .among(Set.of("slack", "ntfy"));
  }

  static Report good(String job, int number) {
    return Report.good(item(job, number, "OK"), null).among(Set.of("slack", "ntfy"));
  }

  private static Notice.Item item(String job, int number, String verdict) {
    return new Notice.Item(
        job, job, Definitions.DUE, verdict, "It is so.", job + "-" + number, "run-" + number);
  }

  /** Signals the inbox, as a run's settling does. */
  static WorkflowStub report(WorkflowClient client, Report report) {
    return report(client, report, Inbox.State.empty(OWNER));
  }

  /** Signals the inbox, which begins with this state where there is none. */
  static WorkflowStub report(WorkflowClient client, Report report, Inbox.State begin) {
    WorkflowStub inbox =
        client.newUntypedWorkflowStub(
            AlertInbox.TYPE,
            WorkflowOptions.newBuilder()
                .setWorkflowId(Queues.alertInbox(OWNER))
                .setTaskQueue(Queues.RUN)
                .build());
    inbox.signalWithStart("report", new Object[] {report}, new Object[] {begin});
    return inbox;
  }
}
