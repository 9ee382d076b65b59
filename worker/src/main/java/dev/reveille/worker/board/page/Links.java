package dev.reveille.worker.board.page;

import dev.reveille.domain.run.RunKey;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where things are on the board. */
public final class Links {
  private Links() {}

  /** A job's page. */
  public static String job(String job) {
    return "/jobs/" + encoded(job);
  }

  /** A job's page that names a run which was started there. */
  public static String started(String job, String workflowId) {
    return job(job) + "?started=" + encoded(workflowId);
  }

  /** The page of the newest run of a workflow id. */
  public static String run(String workflowId) {
    return "/runs/" + encoded(workflowId);
  }

  /** A run's page. */
  public static String run(String workflowId, String runId) {
    return "/runs/" + encoded(workflowId) + "?runId=" + encoded(runId);
  }

  /** A run's page. */
  public static String run(RunKey key) {
    return run(key.workflowId(), key.runId());
  }

  /** Where a run's output comes as it is said. */
  public static String log(RunKey key) {
    return "/log/" + encoded(key.workflowId()) + "?runId=" + encoded(key.runId());
  }

  /** A run in Temporal's Web UI; null where that is not known. */
  public static @Nullable String temporal(@Nullable URI ui, String namespace, RunKey key) {
    return ui == null
        ? null
        : ui
            + "/namespaces/"
            + encoded(namespace)
            + "/workflows/"
            + encoded(key.workflowId())
            + "/"
            + encoded(key.runId())
            + "/history";
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
