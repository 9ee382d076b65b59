package dev.reveille.cli.up;

import dev.reveille.cli.data.DataFolder;
import dev.reveille.cli.jobs.Validation;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.Spans;
import dev.reveille.domain.Json;
import dev.reveille.runlog.RunLogs;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.server.Namespaces;
import dev.reveille.worker.WorkerSettings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code worker}: a worker alone, for a Temporal server that others share. */
public final class WorkerAlone {
  private WorkerAlone() {}

  /** Runs until a signal, or an interrupt of this thread. Returns the exit code. */
  public static int run(
      Session session,
      @Nullable String name,
      @Nullable String buildId,
      String boardText,
      String drainText)
      throws Exception {
    Duration drain = UpOptions.drain(drainText);
    InetSocketAddress board = UpOptions.board(boardText);
    WorkerSettings.Deployment deployment = deployment(name, buildId);
    Console console = session.console();
    FolderReading reading = session.reading();
    Validation.print(console, reading, console::note);
    DataFolder data = session.data().create();
    try (Stop stop = Stop.onSignals();
        Closing closing = new Closing(console)) {
      var log = closing.add("run log", RunLogs.open(session.runLogSettings()));
      var drills =
          closing.add(
              "scripted providers",
              DrillProviders.in(data.path().resolve("drill-worker"), console));
      Server server = closing.add("connection", Server.given(session.target()));
      Namespaces.prepare(server.stubs(), server.target().namespace());
      WorkerHolder worker =
          closing.add("worker", new WorkerHolder(session, server, log, drills, drain, deployment));
      BoardPages pages =
          closing.add("board", worker.pages(board, null, reading.settings().owner(), null));
      worker.start(reading.settings());
      stop.onSecond(worker::hurry);
      stop.started();
      ready(console, server, pages.address(), data);
      stop.await();
      console.tell("ending: no more boots, up to " + Spans.of(drain) + " for what runs");
      worker.drain();
      return 0;
    } catch (InterruptedException e) {
      // Told to end while it was still starting: what had started is closed by now.
      return 0;
    }
  }

  private static void ready(Console console, Server server, URI pages, DataFolder data) {
    if (console.json()) {
      console.document(
          Json.mapper()
              .createObjectNode()
              .put("ready", true)
              .put("temporal", server.target().address())
              .put("namespace", server.target().namespace())
              .put("board", pages.toString())
              .put("metrics", Ready.metrics(pages))
              .put("data", data.path().toString()));
    } else {
      console.say(
          "ready  worker for Temporal "
              + server.target().address()
              + " (namespace "
              + server.target().namespace()
              + ")  board "
              + pages
              + "  data "
              + data.path());
    }
  }

  private static WorkerSettings.@Nullable Deployment deployment(
      @Nullable String name, @Nullable String buildId) {
    if (name == null && buildId == null) {
      return null;
    }
    if (name == null || buildId == null) {
      throw Failure.usage(
          (name == null
                  ? "--build-id is given without --deployment"
                  : "--deployment is given without --build-id")
              + " (expected: both, or neither)");
    }
    return new WorkerSettings.Deployment(name, buildId);
  }
}
