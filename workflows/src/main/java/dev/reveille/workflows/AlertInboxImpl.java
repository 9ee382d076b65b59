package dev.reveille.workflows;

import dev.reveille.domain.alert.Delivery;
import dev.reveille.domain.alert.Inbox;
import dev.reveille.domain.alert.Report;
import dev.reveille.workflows.StandingActivity.Asked;
import dev.reveille.workflows.StandingActivity.Standing;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;

/**
 * Drives the {@link Inbox}, which decides everything: gives it reports and the time, starts what it
 * says, and tells it how that went. One activity is one try at one channel, since the inbox keeps
 * the back-off of each channel itself. Endless and upgraded in flight, so a change of its commands
 * needs {@code Workflow.getVersion}.
 */
public class AlertInboxImpl implements AlertInbox {
  static final Duration ONE_TRY = Duration.ofSeconds(30);

  private static final Logger LOG = Workflow.getLogger(AlertInboxImpl.class);

  /** What is under way gets the time of one try before continuing as new. */
  private static final Duration DRAIN = ONE_TRY.plusSeconds(15);

  /** No tighter loop, whatever the inbox wishes. */
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  private final Deque<Report> reports = new ArrayDeque<>();
  private final AlertActivity channels =
      Workflow.newActivityStub(AlertActivity.class, options(1, ONE_TRY));
  private final AlertActivity records =
      Workflow.newActivityStub(AlertActivity.class, options(5, Duration.ofSeconds(10)));
  private final StandingActivity standings =
      Workflow.newActivityStub(StandingActivity.class, options(3, Duration.ofMinutes(2)));

  /** When timers under way will fire. */
  private final TreeSet<Instant> alarms = new TreeSet<>();

  private int underWay;
  private boolean news;

  private static ActivityOptions options(int tries, Duration oneTry) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(Queues.RUN)
        .setStartToCloseTimeout(oneTry)
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setMaximumAttempts(tries)
                .setMaximumInterval(Duration.ofMinutes(1))
                .build())
        .build();
  }

  @Override
  public void report(Report report) {
    reports.add(report);
    news = true;
  }

  @Override
  public void run(Inbox.State carried) {
    Inbox inbox = new Inbox(carried);
    while (!Workflow.getInfo().isContinueAsNewSuggested()) {
      takeReports(inbox);
      lookBeforeReminding(inbox);
      inbox.start(RunTimes.now()).forEach(delivery -> deliver(inbox, delivery));
      Workflow.setCurrentDetails(inbox.details());
      await(inbox.next(RunTimes.now()));
    }
    Workflow.await(DRAIN, () -> underWay == 0);
    takeReports(inbox);
    Workflow.continueAsNew(inbox.state());
  }

  private void await(Optional<Instant> next) {
    next.ifPresent(this::wakeAt);
    Workflow.await(() -> news || Workflow.getInfo().isContinueAsNewSuggested());
    news = false;
  }

  /** One timer serves as long as nothing is wanted earlier: most reports cost none. */
  private void wakeAt(Instant wanted) {
    Instant earliest = RunTimes.now().plus(SHORTEST_WAIT);
    Instant at = wanted.isBefore(earliest) ? earliest : wanted;
    if (alarms.isEmpty() || at.isBefore(alarms.first())) {
      alarms.add(at);
      Workflow.newTimer(Duration.between(RunTimes.now(), at))
          .thenApply(
              fired -> {
                alarms.remove(at);
                news = true;
                return fired;
              });
    }
  }

  private void takeReports(Inbox inbox) {
    while (!reports.isEmpty()) {
      inbox.take(reports.removeFirst(), RunTimes.now());
    }
  }

  private void lookBeforeReminding(Inbox inbox) {
    List<Asked> asked =
        inbox.toRemind(RunTimes.now()).stream()
            .map(trouble -> new Asked(trouble.job(), trouble.streak().lastAt()))
            .toList();
    if (asked.isEmpty()) {
      return;
    }
    standings(asked)
        .forEach(
            (job, standing) -> {
              if (!standing.there()) {
                inbox.forget(job);
              } else if (standing.good() != null) {
                inbox.take(Report.good(standing.good(), null), RunTimes.now());
              } else if (standing.paused()) {
                inbox.skipReminder(job, RunTimes.now());
              }
            });
  }

  /** Who cannot be asked about counts as broken: rather one reminder too many. */
  private Map<String, Standing> standings(List<Asked> asked) {
    try {
      return new TreeMap<>(standings.standings(asked));
    } catch (ActivityFailure failure) {
      LOG.warn("how {} stand is not known", asked, failure);
      return Map.of();
    }
  }

  private void deliver(Inbox inbox, Delivery delivery) {
    underWay++;
    Async.procedure(
        () -> {
          try {
            channels.deliver(delivery.notice(), delivery.channel());
            inbox.delivered(delivery);
          } catch (ActivityFailure failure) {
            failed(inbox, delivery, failure);
          } finally {
            underWay--;
            news = true;
          }
        });
  }

  private void failed(Inbox inbox, Delivery delivery, ActivityFailure failure) {
    if (failure.getCause() instanceof CanceledFailure cancelled) {
      throw cancelled;
    }
    boolean hopeless = false;
    Duration atLeast = Duration.ZERO;
    if (failure.getCause() instanceof ApplicationFailure said) {
      hopeless = said.isNonRetryable();
      atLeast = said.getNextRetryDelay() == null ? atLeast : said.getNextRetryDelay();
    }
    for (Inbox.Loss loss :
        inbox.failed(delivery, LastWords.of(failure), hopeless, atLeast, RunTimes.now())) {
      try {
        records.lost(loss.notice(), loss.channel(), loss.why());
      } catch (ActivityFailure unrecorded) {
        LOG.warn("{}: its loss could not be recorded", loss, unrecorded);
      }
    }
  }
}
