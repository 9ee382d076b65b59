package dev.reveille.cli.runs;

import dev.reveille.cli.session.Failure;
import dev.reveille.domain.Nearest;
import dev.reveille.domain.run.RunKey;
import dev.reveille.runlog.RunReader;
import java.util.List;

/** Which run a text means. */
public final class RunNames {
  private static final int LOOKED_THROUGH = 1_000;
  private static final int NAMED = 5;

  private RunNames() {}

  /**
   * The run meant; of several runs of one slot the newest.
   *
   * @throws Failure when there is none, or when the text begins more than one
   */
  public static RunKey resolve(RunReader log, String run) {
    List<RunKey> found = log.resolve(run);
    if (found.isEmpty()) {
      throw Failure.usage(unknown(log, run));
    }
    List<String> slots = found.stream().map(RunKey::workflowId).distinct().toList();
    if (slots.size() > 1) {
      throw Failure.usage(
          "'"
              + run
              + "' is the beginning of "
              + slots.size()
              + " runs; write more of one: "
              + String.join(", ", slots.subList(0, Math.min(NAMED, slots.size())))
              + (slots.size() > NAMED ? ", …" : ""));
    }
    return found.get(0);
  }

  private static String unknown(RunReader log, String run) {
    List<String> known =
        log.list(new RunReader.Query(null, null, null, LOOKED_THROUGH)).stream()
            .map(view -> view.temporal().workflowId())
            .distinct()
            .toList();
    if (known.isEmpty()) {
      return "there is no run '" + run + "': the run log holds none yet";
    }
    return "there is no run '"
        + run
        + "'; "
        + known.stream()
            .filter(id -> id.startsWith(run + "-"))
            .findFirst()
            .map(newest -> "its newest run is " + newest)
            .orElseGet(() -> Nearest.question(run, known, "`reveille runs` lists them"));
  }
}
