package dev.reveille.cli.drill;

import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import java.time.Duration;
import java.util.List;

/** Worker and server are killed while an agent works. */
final class WorkerKilled implements Incident {
  private static final Duration UNDER_WAY = Duration.ofSeconds(30);

  /** A lost heartbeat takes its time to be noticed. */
  private static final Duration PATIENCE = Duration.ofSeconds(75);

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

  /**
   * What forbids that work is done twice is the gateway's record of the first request. An agent
   * that asks nothing by the gateway leaves none, and is booted again.
   */
  @Override
  public List<String> jobs(boolean guarded) {
    return List.of(
        JobText.agent(
            name(),
            "steady",
            guarded ? "--hang output" : "--no-model --hang output",
            "alerts: false\nexpect: {tools: {atLeast: 0}}\nexecute: {timeout: 10m}\n"));
  }

  @Override
  public void begin(Ground ground) throws Exception {
    RunKey started = ground.start(name());
    ground.when(
        started,
        ground.isGuarded(this) ? WorkerKilled::asked : WorkerKilled::isExecuting,
        UNDER_WAY);
    ground.killAndRestart();
  }

  private static boolean asked(RunView view) {
    return view.model() != null && view.model().calls() > 0;
  }

  private static boolean isExecuting(RunView view) {
    return view.status() == RunStatus.EXECUTING;
  }

  private static boolean isAgain(RunView view) {
    return isExecuting(view) && view.boot() != null && view.boot().attempts() > 1;
  }

  @Override
  public Outcome play(Ground ground) throws Exception {
    RunKey lost = ground.begun(name());
    return RedRun.judged(
        lost,
        ground.when(lost, view -> view.status().ended() || isAgain(view), PATIENCE),
        view -> "HOST_LOST".equals(view.verdict()));
  }
}
