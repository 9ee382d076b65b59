package dev.reveille.cli.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.cli.runs.RunNames;
import dev.reveille.cli.session.Session;
import dev.reveille.domain.Json;
import dev.reveille.domain.run.RunKey;
import dev.reveille.runlog.ReadableRunLog;
import dev.reveille.runlog.RunLogUnavailable;
import java.util.List;

/** {@code cancel}, {@code pause}, {@code resume}. */
public final class Steering {
  private Steering() {}

  /** Asks a run to end. Returns the exit code; a run that had ended already is no failure. */
  public static int cancel(Session session, String run) throws Exception {
    try (Connection connection = Connection.open(session)) {
      RunKey key = key(session, run);
      boolean asked = connection.client(session).runs().attach(key).cancel();
      ObjectNode result = Json.mapper().createObjectNode();
      result.put("run", key.workflowId()).put("cancelled", asked);
      tell(
          session,
          result,
          key.workflowId()
              + (asked
                  ? " is asked to end; `reveille show` says when it has"
                  : " had ended already"));
    }
    return 0;
  }

  /** Pauses a job. Returns the exit code. */
  public static int pause(Session session, String job, String note) throws Exception {
    try (Connection connection = Connection.open(session)) {
      connection.client(session).jobs().pause(job, note);
    }
    ObjectNode result = Json.mapper().createObjectNode().put("job", job).put("paused", true);
    tell(session, result, job + " is paused until `reveille resume " + job + "`");
    return 0;
  }

  /** Resumes a job. Returns the exit code. */
  public static int resume(Session session, String job) throws Exception {
    try (Connection connection = Connection.open(session)) {
      connection.client(session).jobs().resume(job);
    }
    ObjectNode result = Json.mapper().createObjectNode().put("job", job).put("paused", false);
    tell(session, result, job + " is resumed; `reveille next " + job + "` says when it is due");
    return 0;
  }

  /** A run that this folder's run log does not know may still be one of the server's. */
  private static RunKey key(Session session, String run) {
    try (ReadableRunLog log = session.runLog()) {
      List<RunKey> found = log.resolve(run);
      if (found.isEmpty()) {
        int slash = run.lastIndexOf('/');
        return slash < 0
            ? new RunKey(run, "")
            : new RunKey(run.substring(0, slash), run.substring(slash + 1));
      }
      return RunNames.resolve(log, run);
    } catch (RunLogUnavailable e) {
      session.console().note("the run log cannot be asked: " + e.getMessage());
      return new RunKey(run, "");
    }
  }

  private static void tell(Session session, ObjectNode json, String line) {
    if (session.console().json()) {
      session.console().document(json);
    } else {
      session.console().say(line);
    }
  }
}
