package dev.reveille.cli.drill;

import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Worker and server are killed while an agent works. */
final class WorkerKilled implements Incident {
  private static final Duration UNDER_WAY = Duration.ofSeconds(30);

  /** A lost heartbeat takes its time to be noticed. */
  private static final Duration PATIENCE = Duration.ofSeconds(75);

  private @Nullable RunKey run;

  @Override
  public String name() {
    return "worker-killed";
  }

  @Override
  public String happens() {
    return "When this drill began, worker and server were killed (-9) while an agent worked.";
  }

  @Override
  public String plain() {
    return "\"running\", for ever; or the work is simply done twice";
  }

  @Override
  public List<String> jobs(boolean guarded) {
    return List.of(
        JobText.agent(
            name(),
            "steady",
            "--hang output",
            "alerts: false\nexpect: {tools: {atLeast: 0}}\nexecute: {timeout: 10m}\n"));
  }

  @Override
  public void before(Ground ground) throws Exception {
    ground.provider().script(Map.of());
    RunKey started = ground.start(name());
    run = started;
    ground.when(started, WorkerKilled::asked, UNDER_WAY);
    ground.killAndRestart();
  }

  private static boolean asked(RunView view) {
    return view.model() != null && view.model().calls() > 0;
  }

  @Override
  public Outcome play(Ground ground) throws Exception {
    if (run == null) {
      before(ground);
    }
    RunKey lost = java.util.Objects.requireNonNull(run);
    return RedRun.judged(
        lost, ground.ended(lost, PATIENCE), view -> "HOST_LOST".equals(view.verdict()));
  }
}
