package dev.reveille.cli.jobs;

import dev.reveille.cli.text.Console;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Tells a waiting person, a line each, what becomes of a run. */
final class RunWatch implements AutoCloseable {
  private static final long PAUSE_MILLIS = 400;

  private final ScheduledExecutorService thread;
  private final Function<RunKey, Optional<RunView>> log;
  private final RunKey run;
  private final Console console;
  private String told = "";

  private RunWatch(Function<RunKey, Optional<RunView>> log, RunKey run, Console console) {
    this.log = log;
    this.run = run;
    this.console = console;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, "run-watch");
              daemon.setDaemon(true);
              return daemon;
            });
  }

  static RunWatch start(Function<RunKey, Optional<RunView>> log, RunKey run, Console console) {
    RunWatch watch = new RunWatch(log, run, console);
    watch.thread.scheduleWithFixedDelay(watch::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    return watch;
  }

  /** Looks now, and tells what changed. */
  synchronized void look() {
    try {
      String words = log.apply(run).map(StartJob::words).orElse("waiting for a worker");
      if (!words.equals(told)) {
        told = words;
        console.progress("  " + words);
      }
    } catch (RuntimeException e) {
      // Progress is a courtesy: the result says what went wrong.
      told = "";
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
