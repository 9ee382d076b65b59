package dev.reveille.workflows;

import dev.reveille.workflows.BootActivity.Booted;
import dev.reveille.workflows.ExecuteActivity.Executed;
import org.jspecify.annotations.Nullable;

/** How far a run has come. */
final class Progress {
  private int bootAttempts;
  private int executeAttempts;
  private @Nullable Booted booted;
  private @Nullable Executed executed;

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

  @Nullable Executed executed() {
    return executed;
  }

  void executed(Executed done) {
    executed = done;
  }
}
