package dev.reveille.cli.runs;

import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.runlog.ReadableRunLog;
import java.io.IOException;
import java.util.Optional;

/** {@code show}: one run whole. */
public final class ShowRun {
  private static final int OUTPUT_CHARS = 64 * 1024;

  private ShowRun() {}

  /** Shows it. Returns the exit code. */
  public static int run(Session session, String run) throws IOException {
    try (ReadableRunLog log = session.runLog()) {
      RunKey key = RunNames.resolve(log, run);
      RunView view =
          log.find(key, OUTPUT_CHARS)
              .orElseThrow(() -> Failure.usage("there is no run '" + run + "' any more"));
      show(session, view);
    }
    return 0;
  }

  /** Shows a run that was read already. */
  public static void show(Session session, RunView view) throws IOException {
    if (session.console().json()) {
      session.console().document(view);
    } else {
      new RunPage(session.console(), view, webPage(session, view)).print();
    }
  }

  private static Optional<String> webPage(Session session, RunView view) throws IOException {
    RunKey run = new RunKey(view.temporal().workflowId(), view.temporal().runId());
    return session.data().runningUp().flatMap(up -> up.inTemporal(run));
  }
}
