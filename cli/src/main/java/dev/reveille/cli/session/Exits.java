package dev.reveille.cli.session;

import dev.reveille.cli.data.AlreadyUp;
import dev.reveille.cli.temporal.InvalidTarget;
import dev.reveille.cli.temporal.NoServer;
import dev.reveille.cli.temporal.NoTemporalBinary;
import dev.reveille.cli.temporal.ServerFailed;
import dev.reveille.runlog.RunLogUnavailable;
import dev.reveille.starter.failure.AnotherOwner;
import dev.reveille.starter.failure.NoSuchJob;
import dev.reveille.starter.failure.NoSuchRun;
import dev.reveille.starter.failure.ReveilleException;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** What an exception means to the one who called the command. */
public final class Exits {
  private Exits() {}

  /** The exit code, as the reference of the command line promises it. */
  public static int code(Throwable error) {
    if (error instanceof Failure failure) {
      return failure.exitCode();
    }
    if (error instanceof NoServer
        || error instanceof dev.reveille.starter.failure.NoServer
        || error instanceof ServerFailed
        || error instanceof NoTemporalBinary) {
      return Failure.NO_SERVER;
    }
    boolean usage =
        error instanceof InvalidTarget
            || error instanceof AlreadyUp
            || error instanceof NoSuchJob
            || error instanceof NoSuchRun
            || error instanceof AnotherOwner;
    return usage ? Failure.USAGE : Failure.FAILED;
  }

  /** What was found and what to do, in words. */
  public static String message(Throwable error) {
    String message = error.getMessage();
    if (error instanceof FileSystemException file && !(error instanceof AlreadyUp)) {
      return file.getFile() + ": " + error.getClass().getSimpleName() + "; check that path";
    }
    boolean known =
        error instanceof Failure
            || error instanceof ReveilleException
            || error instanceof RunLogUnavailable
            || error instanceof IOException
            || error instanceof NoServer
            || error instanceof ServerFailed
            || error instanceof NoTemporalBinary
            || error instanceof InvalidTarget;
    if (known && message != null) {
      return message;
    }
    if (error instanceof InterruptedException) {
      return "interrupted";
    }
    return "Reveille itself failed: "
        + error
        + "; run the command again with --verbose, and report what it prints";
  }
}
