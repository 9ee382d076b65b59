package dev.reveille.cli.drill;

import dev.reveille.cli.data.Addresses;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.Style;
import dev.reveille.domain.Safe;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.run.RunKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells a person what happens, as it happens. */
final class Story {
  private final Console console;
  private int number;

  Story(Console console) {
    this.console = console;
  }

  /** What is going to be played, and where it can be watched; null where that is not known. */
  void begins(int incidents, @Nullable Addresses up) {
    console.tell(
        "A drill of "
            + Spoken.count(incidents, "incident")
            + ", on a Temporal server, a worker and a provider of its own: nothing of yours is"
            + " touched, and no model is asked."
            + (incidents > 1 ? " They are played side by side, and told one by one." : ""));
    if (up != null && up.ui() != null) {
      console.tell("Temporal's Web UI, while it lasts:  " + up.ui());
    }
    if (up != null && up.board() != null) {
      console.tell("The board, while it lasts:          " + up.board());
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

  void said(Outcome outcome, Duration took, @Nullable Addresses up) {
    console.tell("   Reveille says:           " + Safe.line(outcome.said()));
    RunKey run = outcome.run();
    if (up != null) {
      up.inTemporal(run).ifPresent(page -> console.tell("   in Temporal's Web UI:    " + page));
      up.onBoard(run).ifPresent(page -> console.tell("   on the board:            " + page));
    }
    console.tell(
        "   "
            + (outcome.caught()
                ? console.styled(Style.GOOD, "caught")
                : console.styled(Style.BAD, "NOT CAUGHT"))
            + ", "
            + Spoken.duration(took)
            + " after it began");
  }

  void ends(int caught, int incidents, Duration took) {
    console.tell("");
    console.tell(
        caught == incidents
            ? (incidents == 1 ? "Caught" : "All " + incidents + " caught")
                + ", in "
                + Spoken.duration(took)
                + "."
            : (incidents - caught)
                + " of "
                + incidents
                + " not caught: please report what you see above.");
  }

  /** The ground is left as it is, for people to look at. */
  void stays(Addresses up) {
    console.tell("Server and board stay until Ctrl-C: look into " + up.ui() + ".");
  }
}
