package dev.reveille.cli.data;

import java.io.IOException;
import java.nio.file.Path;

/** Another {@code up} holds the data folder; the message names it and the remedy. */
public final class AlreadyUp extends IOException {
  private static final long serialVersionUID = 1;

  AlreadyUp(Path dataFolder, String holder) {
    super(
        "another `reveille up` ("
            + holder
            + ") runs with the data folder "
            + dataFolder
            + "; end it with `reveille down`, or give this one a folder of its own with --data DIR");
  }
}
