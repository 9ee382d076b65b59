package dev.reveille.cli.drill;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.reveille.cli.alerts.TrialBook;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.temporal.TemporalTarget;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.up.Stop;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.settings.Channel;
import dev.reveille.runlog.ReadableRunLog;
import dev.reveille.runlog.RunLogs;
import dev.reveille.starter.files.FolderReading;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code drill --against}: lets a run fail in a user's own setup, and sees by the run's record
 * which channels took word of it. {@code alert test} tries a channel from here; this tries the
 * whole way, from a worker through Temporal and the inbox.
 */
public final class AlertDrill {
  private static final Duration TO_FAIL = Duration.ofSeconds(60);

  /** A channel is tried for half a minute, and one try takes up to 20 s. */
  private static final Duration TO_TELL = Duration.ofSeconds(75);

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int NO_OUTPUT = 0;

  private final Session session;
  private final Console console;
  private final Map<String, Channel> channels;

  private AlertDrill(Session session, Map<String, Channel> channels) {
    this.session = session;
    this.console = session.console();
    this.channels = channels;
  }

  @JsonPropertyOrder({"run", "good", "channels"})
  private record Report(String run, boolean good, List<Taken> channels) {}

  /**
   * Holds it. Blocks for seconds, for two minutes where nothing answers.
   *
   * @return the exit code: 1 where a channel did not take its notice
   */
  public static int run(Session session) throws Exception {
    FolderReading reading = session.reading();
    if (reading.hasErrors()) {
      throw Failure.usage("the folder has errors: `reveille validate` names each; mend them first");
    }
    if (reading.settings().channels().isEmpty()) {
      throw Failure.usage(
          "no alert channel is declared, so nobody can be told; write one under alerts in"
              + " reveille.yaml, such as alerts: {oncall: {kind: ntfy, topic: my-topic}}");
    }
    if (reading.job(DrillJob.ID).isPresent()) {
      throw Failure.usage("the drill calls its own job " + DrillJob.ID + "; give yours another id");
    }
    return new AlertDrill(session, reading.settings().channels())
        .hold(reading.settings().owner(), session.target());
  }

  private int hold(String owner, TemporalTarget target) throws Exception {
    console.tell(
        "A run will fail on purpose, on the workers at "
            + target.address()
            + ", and "
            + Spoken.count(channels.size(), "alert channel")
            + " will be told. Each notice begins with DRILL.");
    // A signal interrupts this thread, and so closes the run.
    WorkflowServiceStubs stubs = target.connect();
    try (Stop unused = Stop.onSignals();
        DrillRun run =
            DrillRun.start(
                target.client(stubs), DrillJob.of(owner, session.folder()), Clock.systemUTC())) {
      console.tell("The run: " + run.key().workflowId());
      if (!run.awaitEnd(TO_FAIL)) {
        throw Failure.failed(
            "no worker took the run up within "
                + Spoken.duration(TO_FAIL)
                + ", so it was ended: start `reveille up`, or `reveille worker`",
            null);
      }
      return report(run);
    } finally {
      stubs.shutdownNow();
    }
  }

  private int report(DrillRun run) throws IOException, InterruptedException {
    long end = System.nanoTime() + TO_TELL.toNanos();
    List<Taken> taken = taken(run);
    while (!taken.stream().allMatch(Taken::isKnown) && System.nanoTime() < end) {
      Thread.sleep(LOOK.toMillis());
      taken = taken(run);
    }
    boolean good = taken.stream().allMatch(Taken::isDelivered);
    TrialBook book = TrialBook.in(session.data().create().path());
    for (Taken each : taken) {
      book.write(each.channel(), each.isDelivered(), Instant.now());
    }
    if (console.json()) {
      console.document(new Report(run.key().workflowId(), good, taken));
    } else {
      print(run, taken, good);
    }
    return good ? 0 : Failure.FAILED;
  }

  private List<Taken> taken(DrillRun run) {
    Optional<RunView> view;
    try (ReadableRunLog log = RunLogs.openToRead(session.runLogSettings())) {
      view = log.find(run.key(), NO_OUTPUT);
    }
    RunView record =
        view.orElseThrow(
            () ->
                Failure.failed(
                    "the run failed as it should, but its record is not in the run log of this"
                        + " machine: look in from the worker's host, or set REVEILLE_RUNLOG_URL as"
                        + " the worker has it",
                    null));
    return channels.values().stream()
        .map(channel -> Taken.of(channel.name(), channel.kind(), record))
        .toList();
  }

  private void print(DrillRun run, List<Taken> taken, boolean good) {
    console.say("");
    console.say(TakenTable.of(taken));
    taken.stream()
        .filter(each -> !each.isDelivered())
        .forEach(each -> TakenTable.explain(each).forEach(console::say));
    console.say("");
    console.say(
        good
            ? "All took it. Now look where people look: a channel can only say that it took a notice."
            : "Somebody would not have heard. `reveille alert test` tries one channel from here.");
    console.say("`reveille show " + run.key().workflowId() + "` has the record.");
  }
}
