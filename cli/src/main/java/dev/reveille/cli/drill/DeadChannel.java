package dev.reveille.cli.drill;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A job fails, and one of its two alert channels is gone. */
final class DeadChannel implements Incident {
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final Duration TOLD_BY_THEN = Duration.ofSeconds(15);

  @Override
  public String name() {
    return "dead-channel";
  }

  @Override
  public String happens() {
    return "A script fails, and the address of one of its two alert channels is gone (404).";
  }

  @Override
  public String plain() {
    return "one error line about a failed notification, in a log that nobody reads";
  }

  @Override
  public List<String> jobs(boolean guarded) {
    return List.of(
        JobText.command(
            "dead-channel",
            "{kind: command, argv: [sh, -c, \"echo the disk is full >&2; exit 7\"]}",
            guarded ? "" : "alerts: false\n"));
  }

  @Override
  public void begin(Ground ground) {
    ground.start(name());
  }

  @Override
  public Outcome play(Ground ground) throws Exception {
    RunKey failed = ground.begun(name());
    Duration patience = ground.isGuarded(this) ? PATIENCE : TOLD_BY_THEN.minus(ground.age(failed));
    Optional<RunView> view =
        ground.when(
            failed,
            run -> has(run, EventType.ALERTED) && has(run, EventType.ALERT_FAILED),
            patience);
    boolean told = view.filter(run -> has(run, EventType.ALERTED)).isPresent();
    boolean lossKnown = view.filter(run -> has(run, EventType.ALERT_FAILED)).isPresent();
    return new Outcome(
        told && lossKnown,
        (told ? "the other channel was told" : "nobody was told")
            + (lossKnown
                ? "; that the first one took nothing is on the run's own record (ALERT_FAILED)"
                : "; of the dead one nothing is known"),
        failed,
        view.map(run -> Outcome.last(run, EventType.ALERTED, EventType.ALERT_FAILED)).orElse(null));
  }

  private static boolean has(RunView run, EventType type) {
    return run.events().stream().anyMatch(event -> event.event() == type);
  }
}
