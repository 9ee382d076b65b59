package dev.reveille.cli.drill;

import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.Style;
import dev.reveille.domain.Safe;
import dev.reveille.domain.Spoken;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells a person what happens, as it happens. */
final class Story {
  private final Console console;
  private int number;

  Story(Console console) {
    this.console = console;
  }

  void begins(int incidents, @Nullable URI ui) {
    console.tell(
        "A drill of "
            + Spoken.count(incidents, "incident")
            + ", on a Temporal server, a worker and a provider of its own: nothing of yours is"
            + " touched, and no model is asked.");
    if (ui != null) {
      console.tell("Its Web UI, while it lasts: " + ui);
    }
  }

  void happens(Incident incident) {
    console.tell("");
    console.tell(
        ++number
            + "  "
            + console.styled(Style.STRONG, incident.name())
            + "  "
            + incident.happens());
    console.tell("   a plain scheduler says:  " + incident.plain());
  }

  void said(Outcome outcome, Duration took) {
    console.tell("   Reveille says:           " + Safe.line(outcome.said()));
    if (outcome.run() != null) {
      console.tell("   the run:                 " + outcome.run());
    }
    console.tell(
        "   "
            + (outcome.caught()
                ? console.styled(Style.GOOD, "caught")
                : console.styled(Style.BAD, "NOT CAUGHT"))
            + " after "
            + Spoken.duration(took));
  }

  void ends(int caught, int incidents) {
    console.tell("");
    console.tell(
        caught == incidents
            ? "All " + incidents + " caught."
            : (incidents - caught)
                + " of "
                + incidents
                + " not caught: please report what you see above.");
  }
}
