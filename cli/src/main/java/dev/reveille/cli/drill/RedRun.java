package dev.reveille.cli.drill;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An incident of one job that must end red.
 *
 * @param door the provider of the job
 * @param script what that provider does
 * @param verdict the one that names it
 * @param patience how long the end is waited for
 * @param endless whether it goes on for long where nothing guards it
 * @param job its file
 * @param unguarded the same without what catches it
 */
record RedRun(
    String name,
    String happens,
    String plain,
    String door,
    Map<String, Object> script,
    String verdict,
    Duration patience,
    boolean endless,
    String job,
    String unguarded)
    implements Incident {
  @Override
  public List<String> jobs(boolean guarded) {
    return List.of(guarded ? job : unguarded);
  }

  @Override
  public void begin(Ground ground) throws Exception {
    ground.provider().script(door, script);
    ground.start(name);
  }

  @Override
  public Outcome play(Ground ground) throws Exception {
    RunKey run = ground.begun(name);
    return judged(
        run,
        ground.ended(run, endless ? ground.patience(this, patience) : patience),
        view -> verdict.equals(view.verdict()));
  }

  static Outcome judged(RunKey run, Optional<RunView> found, Predicate<RunView> right) {
    return found
        .map(
            view ->
                new Outcome(
                    right.test(view), words(view), run, Outcome.last(view, EventType.SETTLED)))
        .orElseGet(() -> new Outcome(false, "nothing: the run is not on record", run, null));
  }

  private static String words(RunView view) {
    String verdict = view.verdict();
    return verdict == null
        ? "nothing yet: the run is still " + view.status().name().toLowerCase(java.util.Locale.ROOT)
        : view.message() == null ? verdict : verdict + ": " + view.message();
  }
}
