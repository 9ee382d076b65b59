package dev.reveille.domain.slot;

/** How a job's schedule was seen to stand around a slot. */
public enum Watched {
  /** As its job file has it. */
  KEPT,
  PAUSED,
  /** Its times are others than the job file's: somebody changed it in Temporal. */
  CHANGED,
  /** It is not there any more, and no apply took it away. */
  GONE;

  /** What holds for a slot between two looks: what most likely kept it from running. */
  public static Watched between(Watched before, Watched after) {
    for (Watched reason : new Watched[] {GONE, PAUSED, CHANGED}) {
      if (before == reason || after == reason) {
        return reason;
      }
    }
    return KEPT;
  }
}
