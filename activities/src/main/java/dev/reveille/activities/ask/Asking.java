package dev.reveille.activities.ask;

import dev.reveille.activities.command.CommandListener;
import dev.reveille.activities.command.CommandPlan;
import dev.reveille.activities.command.CommandResult;
import dev.reveille.activities.command.CommandRun;
import dev.reveille.activities.place.Places;
import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.Spawner;
import dev.reveille.activities.runner.BootException;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.RunKey;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Runs a program of the user's own beside a run, isolated as a command payload is. Never fails for
 * what the program does: that is the answer.
 */
public final class Asking {
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Places places;
  private final Spawner spawner;

  public Asking(Places places, Spawner spawner) {
    this.places = places;
    this.spawner = spawner;
  }

  /**
   * Asks, and returns when the program and all that it started are dead. Blocks for up to the
   * question's timeout and a second.
   *
   * @param started given the process, for the one who may have to end it early
   */
  public Answer ask(
      JobDefinition definition, RunKey key, Question question, Consumer<AgentProcess> started) {
    CommandRun run;
    try {
      run =
          CommandRun.start(
              spawner,
              new CommandPlan(
                  places.beside(
                      definition,
                      key,
                      question.workspace(),
                      question.command(),
                      question.field(),
                      question.facts()),
                  new CommandPlan.Ready.AtOnce(),
                  question.input(),
                  null,
                  question.outputMaxBytes()),
              CommandListener.NONE);
    } catch (BootException | IOException e) {
      return Answer.never("its program could not be started: " + e.getMessage());
    }
    started.accept(run.process());
    try {
      return answer(run, question);
    } catch (InterruptedException e) {
      run.process().end(Duration.ZERO);
      Thread.currentThread().interrupt();
      return Answer.never("the worker was stopped");
    }
  }

  private static Answer answer(CommandRun run, Question question) throws InterruptedException {
    try {
      CommandResult result = run.result().get(question.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return Answer.of(result, question.outputMaxBytes());
    } catch (TimeoutException e) {
      run.process().end(GRACE);
      return Answer.ended(
          run.result().join(),
          "it was still running after " + Spoken.duration(question.timeout()) + " and was ended");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a result never fails", e);
    }
  }
}
