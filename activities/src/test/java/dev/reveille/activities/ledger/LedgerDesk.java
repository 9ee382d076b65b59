package dev.reveille.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.activities.record.AlertSender;
import dev.reveille.domain.alert.Report;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.Trigger;
import dev.reveille.domain.slot.ServedSlot;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.runlog.SlotReader;
import dev.reveille.workflows.LedgerActivity.Look;
import dev.reveille.workflows.LedgerActivity.Looked;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.threeten.extra.MutableClock;

/** A ledger over a real run log, a simulated server, and time that passes when told to. */
final class LedgerDesk implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-21T12:00:30Z");
  private static final Duration STEP = Duration.ofSeconds(20);

  final SimulatedServer server = new SimulatedServer();
  final List<Report> alerts = new ArrayList<>();
  final List<Report> good = new ArrayList<>();
  final JdbcRunLog log;
  boolean serverUp = true;
  boolean workerUp = true;
  boolean runsEnd = true;
  boolean runsAreTaken = true;
  private final List<SimulatedServer.Started> waiting = new ArrayList<>();
  private final LedgerKeeping ledger;
  private final MutableClock clock = MutableClock.of(START, ZoneOffset.UTC);
  private long after;

  LedgerDesk(Path folder) {
    log = RunLogs.open(RunLogSettings.sqlite(folder));
    ledger = new LedgerKeeping(server, log, log, new Told(), clock);
  }

  private final class Told implements AlertSender {
    @Override
    public void report(String owner, Report report) {
      (report.good() ? good : alerts).add(report);
    }

    @Override
    public boolean isHeard(AlertPolicy policy) {
      return true;
    }
  }

  Instant now() {
    return clock.instant();
  }

  /** Lets time pass, in steps in which the server fires, runs run, and the ledger looks. */
  void pass(Duration time) {
    for (Instant end = now().plus(time); now().isBefore(end); ) {
      Instant before = now();
      clock.add(STEP);
      if (serverUp) {
        waiting.addAll(server.fire(before, now()));
      }
      if (serverUp && workerUp) {
        if (runsAreTaken) {
          List.copyOf(waiting).forEach(this::run);
        }
        look(List.of());
      }
    }
  }

  /** The clock jumps, and nothing happens meanwhile. */
  void jump(Duration time) {
    clock.add(time);
  }

  void look(List<String> leaving) {
    List<String> told = leaving;
    Looked looked;
    do {
      looked = ledger.look(new Look(LedgerJobs.OWNER, START, told, after));
      after = looked.after();
      told = List.of();
    } while (looked.more());
  }

  /** As JobRun does it: late runs are missed, others good. */
  private void run(SimulatedServer.Started started) {
    RunKey key = new RunKey(started.workflowId(), "run-of-" + started.workflowId());
    boolean first = log.find(key, 0).isEmpty();
    log.open(
        new RunOpened(
            key,
            key.runId(),
            "default",
            started.job(),
            LedgerJobs.OWNER,
            started.due(),
            Trigger.SCHEDULE,
            "isolated",
            null,
            "sha256:00",
            null,
            1,
            1,
            now()));
    if (!runsEnd) {
      return;
    }
    waiting.remove(started);
    boolean late = first && now().isAfter(started.due().plus(LedgerJobs.CATCHUP));
    log.settle(
        new RunSettled(
            key,
            late ? RunStatus.FAILED : RunStatus.SUCCEEDED,
            late ? "MISSED" : "OK",
            late ? "no worker was there" : "done",
            List.of(),
            now()));
    server.closed(started.workflowId());
  }

  List<ServedSlot> slots(String job) {
    return log.slots().list(new SlotReader.Query(job, null, now(), 10_000));
  }

  /** The outcomes of a job's slots, oldest first; an assertion that each slot is there once. */
  List<String> outcomes(String job, Duration every) {
    List<ServedSlot> slots = slots(job);
    for (int i = 1; i < slots.size(); i++) {
      assertThat(Duration.between(slots.get(i - 1).due(), slots.get(i).due()))
          .as("%s after %s", slots.get(i), slots.get(i - 1))
          .isEqualTo(every);
    }
    return slots.stream().map(ServedSlot::outcome).toList();
  }

  @Override
  public void close() {
    log.close();
  }
}
