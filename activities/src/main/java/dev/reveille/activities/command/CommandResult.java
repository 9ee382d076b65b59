package dev.reveille.activities.command;

import static java.util.Objects.requireNonNull;

import dev.reveille.activities.process.ProcessExit;

/**
 * How a one-shot program ended.
 *
 * @param output the kept beginning of standard output; malformed UTF-8 is replaced
 * @param errors the kept beginning of standard error
 * @param outputBytes length of all of standard output, kept or not
 * @param errorBytes length of all of standard error, kept or not
 * @param silent whether it was ended because it had written nothing for too long
 */
public record CommandResult(
    ProcessExit exit,
    String output,
    String errors,
    long outputBytes,
    long errorBytes,
    boolean silent) {

  public CommandResult {
    requireNonNull(exit, "exit is null");
    requireNonNull(output, "output is null");
    requireNonNull(errors, "errors is null");
  }
}
