package dev.reveille.cli;

import dev.reveille.cli.command.Commands;
import dev.reveille.cli.session.Surroundings;
import java.io.PrintStream;

/** The {@code reveille} command. */
public final class Main {
  private Main() {}

  /** Runs a command and ends this JVM with its exit code. */
  public static void main(String[] args) {
    Surroundings here = Surroundings.ofThisProcess();
    int code = Commands.run(args, here);
    here.out().flush();
    here.err().flush();
    System.exit(code);
  }

  /** Runs a command within this JVM, as if nobody sat at a terminal. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return Commands.run(args, Surroundings.of(out, err));
  }
}
