package dev.reveille.workflows;

import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.RunKey;
import dev.reveille.workflows.SessionQueue.Joined;
import dev.reveille.workflows.SessionQueue.Turn;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What workflows of shared sessions cannot do by themselves; any host can. */
@ActivityInterface
public interface SessionActivity {
  /** Asks for a turn of a session, whose queue is begun where there is none. Idempotent. */
  @ActivityMethod(name = "joinSession")
  Joined join(SessionName session, Turn turn);

  /** Whether a run is over, however it ended. */
  @ActivityMethod(name = "isClosed")
  boolean closed(RunKey run);
}
