package dev.reveille.cli.up;

import dev.reveille.cli.data.Addresses;
import dev.reveille.cli.data.DataFolder;
import dev.reveille.cli.data.FolderLock;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.LocalTimes;
import dev.reveille.cli.text.Spans;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogs;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.files.FolderWatch;
import dev.reveille.starter.probe.ProbeApply;
import dev.reveille.starter.schedule.ScheduleApply;
import dev.reveille.starter.server.Namespaces;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** {@code up}: server, worker and folder in one program, until it is told to end. */
public final class Up {
  private final Session session;
  private final UpOptions options;
  private final Console console;
  private final Closing closing;

  private Up(Session session, UpOptions options, Closing closing) {
    this.session = session;
    this.options = options;
    this.console = session.console();
    this.closing = closing;
  }

  /** Runs until a signal, or an interrupt of this thread. Returns the exit code. */
  public static int run(Session session, UpOptions options) throws Exception {
    DataFolder data = session.data().create();
    if (options.detach()) {
      return Detached.start(session, options);
    }
    try (FolderLock unused = data.lockForUp();
        Stop stop = Stop.onSignals();
        Closing closing = new Closing(session.console())) {
      WorkerHolder worker = new Up(session, options, closing).start(data);
      stop.onSecond(worker::hurry);
      stop.started();
      stop.await();
      session.console().tell(farewell(options));
      worker.drain();
      return 0;
    } catch (InterruptedException e) {
      // Told to end while it was still starting: what had started is closed by now.
      return 0;
    }
  }

  private static String farewell(UpOptions options) {
    return LocalTimes.clock(Instant.now())
        + "  ending: no more boots, up to "
        + Spans.of(options.drain())
        + " for what runs (Ctrl-C again ends it now)";
  }

  /** Server, run log, folder and scripted providers come up side by side; then the worker. */
  private WorkerHolder start(DataFolder data) throws Exception {
    ExecutorService side = closing.add("start", Threads.pool("reveille-start")).service();
    // From before the first reading: what is edited while all this starts is not missed.
    CompletableFuture<FolderInForce> inForce = new CompletableFuture<>();
    FolderWatch watch =
        closing.add(
            "watch", new FolderWatch(session.folder(), changed -> inForce.join().take(changed)));
    Future<FolderReading> reading = side.submit(session::reading);
    Future<JdbcRunLog> opening =
        side.submit(() -> closing.add("run log", RunLogs.open(session.runLogSettings())));
    Future<DrillProviders> drilling = side.submit(() -> drills(data, reading));
    Server server = Server.open(session, options, event -> console.tell(stamped(event.message())));
    closing.add("Temporal server", server);
    Namespaces.prepare(server.stubs(), server.target().namespace());

    WorkerHolder worker =
        new WorkerHolder(
            session, server, Threads.get(opening), Threads.get(drilling), options.drain(), null);
    closing.add("worker", worker);
    FolderInForce folder =
        new FolderInForce(
            console,
            ScheduleApply.on(server.stubs(), server.target().namespace()),
            ProbeApply.on(server.stubs(), server.target().namespace()),
            worker::settings);
    inForce.complete(folder);
    FolderReading first = Threads.get(reading);
    String owner = first.settings().owner();
    BoardPages pages =
        closing.add("board", worker.pages(options.board(), owner, owner, server.ui()));
    Future<?> applying = side.submit(() -> folder.take(first));
    worker.start(first.settings());
    Threads.get(applying);
    keep(watch, folder, worker);

    Addresses addresses =
        new Addresses(
            server.target().address(),
            server.target().namespace(),
            server.ui(),
            pages.address(),
            ProcessHandle.current().pid(),
            Instant.now());
    data.publish(addresses);
    Ready.tell(console, addresses, session.folder(), data.path());
    return worker;
  }

  private DrillProviders drills(DataFolder data, Future<FolderReading> reading) throws Exception {
    DrillProviders drills =
        closing.add("scripted providers", DrillProviders.in(data.path().resolve("drill"), console));
    drills.placed(Threads.get(reading).settings().providers());
    return drills;
  }

  private void keep(FolderWatch watch, FolderInForce folder, WorkerHolder worker) {
    Threads.Scheduled keeping = closing.add("keeping", Threads.scheduled("reveille-folder"));
    ScheduledExecutorService on = keeping.service();
    watch.start(on);
    Threads.every(on, 5, TimeUnit.SECONDS, folder::applyOwed);
    Threads.every(on, 1, TimeUnit.MINUTES, folder::remind);
    Threads.every(on, 1, TimeUnit.DAYS, folder::applyAgain);
    Threads.every(on, 1, TimeUnit.SECONDS, worker::renewWhenIdle);
  }

  private static String stamped(String message) {
    return LocalTimes.clock(Instant.now()) + "  " + message;
  }
}
