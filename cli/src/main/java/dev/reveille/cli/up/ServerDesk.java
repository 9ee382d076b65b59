package dev.reveille.cli.up;

import dev.reveille.starter.Jobs;
import dev.reveille.starter.StartOptions;
import dev.reveille.starter.failure.NoServer;
import dev.reveille.starter.failure.NoSuchJob;
import dev.reveille.starter.failure.ReveilleException;
import dev.reveille.starter.schedule.HeldJob;
import dev.reveille.worker.board.DeskRefusal;
import dev.reveille.worker.board.JobDesk;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The jobs that the Temporal server holds, for the board. */
final class ServerDesk implements JobDesk {
  /** Whoever clicks is not made to wait for a run that is under way. */
  private static final StartOptions NOW =
      StartOptions.USUAL.withoutOutput().waitingAtMost(Duration.ofSeconds(2));

  private final Jobs jobs;

  ServerDesk(Jobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public Optional<Held> held(String job) {
    try {
      HeldJob held = jobs.held(job);
      return Optional.of(new Held(held.definition(), held.paused(), held.note()));
    } catch (NoSuchJob e) {
      return Optional.empty();
    } catch (ReveilleException e) {
      throw refusal(e);
    }
  }

  @Override
  public String start(String job) {
    return asked(() -> jobs.start(job, NOW).run().workflowId());
  }

  @Override
  public void pause(String job, String note) {
    asked(
        () -> {
          jobs.pause(job, note);
          return job;
        });
  }

  @Override
  public void resume(String job) {
    asked(
        () -> {
          jobs.resume(job);
          return job;
        });
  }

  private static String asked(Supplier<String> how) {
    try {
      return how.get();
    } catch (ReveilleException e) {
      throw refusal(e);
    }
  }

  private static DeskRefusal refusal(ReveilleException e) {
    DeskRefusal.Kind kind =
        e instanceof NoServer
            ? DeskRefusal.Kind.AWAY
            : e instanceof NoSuchJob ? DeskRefusal.Kind.UNKNOWN : DeskRefusal.Kind.REFUSED;
    return new DeskRefusal(kind, String.valueOf(e.getMessage()), e);
  }
}
