package dev.reveille.workflows;

import dev.reveille.workflows.BootActivity.Booted;
import dev.reveille.workflows.BootActivity.SessionGrant;
import dev.reveille.workflows.ExecuteActivity.Executed;
import org.jspecify.annotations.Nullable;

/** How far a run has come. */
final class Progress {
  private int bootAttempts;
  private int executeAttempts;
  private @Nullable Booted booted;
  private @Nullable Executed executed;
  private @Nullable SessionGrant session;

  int bootAttempts() {
    return bootAttempts;
  }

  void bootAttempts(int overAllRounds) {
    bootAttempts = overAllRounds;
  }

  int executeAttempts() {
    return executeAttempts;
  }

  void executeBegins() {
    executeAttempts++;
  }

  /** The turn never reached its host. */
  void executeNeverBegan() {
    executeAttempts--;
  }

  @Nullable Booted booted() {
    return booted;
  }

  void booted(Booted ready) {
    booted = ready;
    bootAttempts = ready.attempt();
  }

  /** The shared session that is this run's own now; null for an isolated run. */
  @Nullable SessionGrant session() {
    return session;
  }

  /** Where the session's agent was when it became this run's own; null when nobody knows. */
  @Nullable String lastHostOfSession() {
    return session == null ? null : session.lastHost();
  }

  /** Where the session's agent is now, if anywhere. */
  @Nullable String hostQueue() {
    return booted == null ? lastHostOfSession() : booted.hostQueue();
  }

  void granted(SessionGrant grant) {
    session = grant;
  }

  @Nullable Executed executed() {
    return executed;
  }

  void executed(Executed done) {
    executed = done;
  }
}
