package dev.reveille.workflows;

import dev.reveille.domain.job.ProbedTarget;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.RunKey;

/** Task queues and workflow ids: the names by which the parts find each other. */
public final class Queues {
  /** Workflow tasks, and activities that any host can do. */
  public static final String RUN = "reveille";

  /** Boots; a worker with a free seat takes one. */
  public static final String BOOT = "reveille.boot";

  /** How the ids of probes' schedules begin. */
  public static final String PROBE_SCHEDULE = "reveille.probe/";

  private static final String HOST = "reveille.host.";

  private Queues() {}

  /** The queue that only this host polls. */
  public static String host(String hostId) {
    return HOST + hostId;
  }

  /** The schedule of a job. */
  public static String schedule(String job) {
    return "reveille/" + job;
  }

  /** What the workflow ids of an owner's probes begin with. */
  public static String probe(ProbedTarget probed, String owner) {
    return probed.id() + "/" + owner;
  }

  /** The schedule of a probe. The owner comes last, as it may hold anything. */
  public static String probeSchedule(ProbedTarget probed, String owner) {
    return PROBE_SCHEDULE + probed.agent() + "/" + probed.target() + "/" + owner;
  }

  /** The delivery of a run's result. */
  public static String resultDelivery(RunKey run) {
    return "reveille-result-" + run.workflowId() + "-" + run.runId();
  }

  /**
   * The one alert inbox of an owner. Inboxes of before there were incidents were called {@code
   * reveille-alerts-…}: a new name, since one of them could not go on with today's steps, and would
   * have kept alerts to itself.
   */
  public static String alertInbox(String owner) {
    return "reveille-inbox-" + owner;
  }

  /**
   * The queue of a shared session. The target comes first: it holds no slash, whatever the owner
   * is.
   */
  public static String session(SessionName session) {
    return "reveille-session/" + session.target() + "/" + session.owner();
  }

  /** The one ledger of an owner. */
  public static String ledger(String owner) {
    return "reveille-ledger-" + owner;
  }
}
