package dev.reveille.cli.doctor;

import dev.reveille.cli.data.Addresses;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.temporal.InvalidTarget;
import dev.reveille.cli.temporal.NoServer;
import dev.reveille.cli.temporal.TemporalBinary;
import dev.reveille.cli.temporal.TemporalTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The Temporal server that would be used: a given one, the running one, or one to be started. */
final class ServerCheck {
  private static final String NAME = "temporal";

  private ServerCheck() {}

  static Check of(Session session) throws IOException, InterruptedException {
    try {
      Optional<TemporalTarget> given =
          TemporalTarget.given(session.targetFlags(), session.here().environment());
      if (given.isPresent()) {
        given.get().connect().shutdownNow();
        return Check.good(NAME, given.get().address() + " answers (" + given.get().origin() + ")");
      }
    } catch (InvalidTarget | NoServer e) {
      return Check.bad(NAME, "no server", String.valueOf(e.getMessage()));
    }
    Optional<Addresses> up = session.data().runningUp();
    if (up.isPresent()) {
      return Check.good(NAME, "`reveille up` runs, pid " + up.get().pid());
    }
    return program();
  }

  /** What `up` would start. */
  static Check program() throws InterruptedException {
    Optional<Path> binary = TemporalBinary.present();
    return binary.isPresent()
        ? Check.good(NAME, "`reveille up` will start " + binary.get())
        : Check.warn(
            NAME,
            "its program is not here yet",
            "`reveille up` fetches version "
                + TemporalBinary.CLI_VERSION
                + " at its first start (about 40 MB); without a network, set TEMPORAL_CLI to it");
  }
}
