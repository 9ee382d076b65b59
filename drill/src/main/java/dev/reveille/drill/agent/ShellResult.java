package dev.reveille.drill.agent;

import static java.util.Objects.requireNonNull;

/** What a command printed, on both outputs, and how it ended. */
record ShellResult(String output, int exitCode) {
  ShellResult {
    requireNonNull(output, "output is null");
  }
}
