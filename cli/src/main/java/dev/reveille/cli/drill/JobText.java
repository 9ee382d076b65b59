package dev.reveille.cli.drill;

/** The beginning of every drilled job: it is never due, and runs only when the drill starts it. */
final class JobText {
  private JobText() {}

  /** A job of the scripted agent, told how to behave, with further lines. */
  static String agent(String id, String provider, String drilled, String more) {
    return command(
        id,
        "{kind: agentTurn, message: Tune tonight's plan from the files in inbox/., model: "
            + provider
            + "/parade-1}",
        "env: {DRILL_AGENT: \"" + drilled + "\"}\n" + more);
  }

  static String command(String id, String payload, String more) {
    return """
    name: %s
    schedule: {kind: cron, expr: "0 0 29 2 *", tz: UTC}
    payload: %s
    """
            .formatted(id, payload)
        + more;
  }
}
