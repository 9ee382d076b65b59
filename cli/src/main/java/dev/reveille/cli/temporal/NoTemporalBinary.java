package dev.reveille.cli.temporal;

import java.util.List;

/** The pinned Temporal binary could not be had; the message lists each way and why it failed. */
public final class NoTemporalBinary extends Exception {
  private static final long serialVersionUID = 1;

  NoTemporalBinary(List<String> reasons) {
    super(
        "the Temporal server "
            + TemporalBinary.SERVER_VERSION
            + " (CLI "
            + TemporalBinary.CLI_VERSION
            + ") could not be had:\n  - "
            + String.join("\n  - ", reasons)
            + "\nPut that version on this machine and set TEMPORAL_CLI to its path, or use a server that"
            + " runs already with --address HOST:PORT.");
  }
}
