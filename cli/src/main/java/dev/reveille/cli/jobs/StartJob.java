package dev.reveille.cli.jobs;

import dev.reveille.cli.runs.ShowRun;
import dev.reveille.cli.runs.Verdicts;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.runlog.ReadableRunLog;
import dev.reveille.runlog.RunLogs;
import dev.reveille.starter.Jobs;
import dev.reveille.starter.RunHandle;
import dev.reveille.starter.RunResult;
import dev.reveille.starter.StartOptions;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.files.JobFolder;
import dev.reveille.starter.files.Overrides;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code start}: one run now. */
public final class StartJob {
  private static final int OUTPUT_CHARS = 64 * 1024;

  private final Session session;
  private final Console console;
  private final Jobs jobs;

  private StartJob(Session session, Jobs jobs) {
    this.session = session;
    this.console = session.console();
    this.jobs = jobs;
  }

  /** Starts it. Returns the exit code: with {@code wait}, 1 when the run fails. */
  public static int run(Session session, String job, boolean wait, List<String> set)
      throws Exception {
    JobDefinition changed = set.isEmpty() ? null : changed(session, job, set);
    try (Connection connection = Connection.open(session)) {
      return new StartJob(session, connection.client(session).jobs())
          .run(job, changed, wait, connection.namespace());
    }
  }

  private static JobDefinition changed(Session session, String job, List<String> set) {
    FolderReading reading = JobFolder.read(session.folder(), job, new Overrides(set));
    if (reading.hasErrors()) {
      Validation.print(session.console(), reading, session.console()::note);
      throw Failure.usage("the job cannot be started so; nothing was started");
    }
    return reading
        .job(job)
        .orElseThrow(() -> Failure.usage("no job of the folder has the id '" + job + "'"))
        .definition();
  }

  private int run(String job, @Nullable JobDefinition changed, boolean wait, String namespace)
      throws Exception {
    Instant before = Instant.now();
    // What the agent said is read from the run log, so the result need not carry it.
    StartOptions options = StartOptions.USUAL.withoutOutput();
    RunHandle handle = changed == null ? jobs.start(job, options) : jobs.start(changed, options);
    RunKey run = handle.run();
    JobDefinition definition = changed == null ? jobs.definition(job) : changed;
    UnloggedRun unlogged = new UnloggedRun(run, definition, before, namespace);
    if (!wait) {
      if (console.json()) {
        console.document(logged(run).orElseGet(unlogged::queued));
      } else {
        console.say(run.workflowId());
        console.progress("started; `reveille logs -f " + run.workflowId() + "` follows it");
      }
      return 0;
    }
    if (!console.json()) {
      console.progress(run.workflowId());
    }
    RunResult end = await(handle);
    RunView view = logged(run).filter(v -> v.status().ended()).orElseGet(() -> unlogged.ended(end));
    if (console.json()) {
      console.document(view);
    } else {
      ShowRun.show(session, view);
    }
    return end.good() ? 0 : Failure.FAILED;
  }

  private RunResult await(RunHandle handle) {
    if (!console.attended()) {
      return handle.end();
    }
    try (RunWatch watch = RunWatch.start(this::logged, handle.run(), console)) {
      RunResult end = handle.end();
      watch.look();
      return end;
    }
  }

  /** The run as the run log has it; empty on a machine that has none. */
  private Optional<RunView> logged(RunKey run) {
    try (ReadableRunLog log = RunLogs.openToRead(session.runLogSettings())) {
      return log.find(run, OUTPUT_CHARS);
    } catch (Failure noFolder) {
      return Optional.empty();
    }
  }

  /** What a status means, in words. */
  static String words(RunView view) {
    RunView.Boot boot = view.boot();
    String attempt = boot == null || boot.attempts() < 2 ? "" : ", attempt " + boot.attempts();
    return switch (view.status()) {
      case QUEUED -> "waiting for a seat";
      case BOOTING -> "booting" + attempt;
      case EXECUTING -> "working" + attempt;
      case VERIFYING -> "checking the result";
      case SUCCEEDED, FAILED, CANCELLED, SKIPPED -> Verdicts.word(view);
    };
  }
}
