package dev.reveille.starter.server;

import dev.reveille.starter.failure.Interrupted;
import dev.reveille.starter.failure.NoServer;
import dev.reveille.starter.failure.ReveilleException;
import dev.reveille.starter.failure.ServerRefused;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.failure.TemporalException;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What stands behind the SDK's exceptions, which nobody outside is shown. */
public final class ServerErrors {
  private ServerErrors() {}

  /** Runs a call, and says in our words why it failed; other people's errors are left alone. */
  public static <T> T reach(String namespace, Supplier<T> call) {
    try {
      return call.get();
    } catch (ReveilleException e) {
      throw e;
    } catch (RuntimeException e) {
      throw inWords(namespace, e);
    }
  }

  /** The error as it is shown to people: the server's in our words, any other as it is. */
  public static RuntimeException inWords(String namespace, Throwable error) {
    Status.Code code = code(error);
    boolean servers = code != null || error instanceof TemporalException;
    if (isInterrupt(error)) {
      // Where the SDK waits for a page it takes the flag away.
      Thread.currentThread().interrupt();
      return new Interrupted("interrupted while the server was asked", error);
    }
    if (servers && Thread.currentThread().isInterrupted()) {
      return new Interrupted("interrupted while the server was asked", error);
    }
    if (code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED) {
      return new NoServer(
          "no Temporal server answers ("
              + reason(error)
              + "); start one with `reveille up`, or correct the address",
          error);
    }
    if (code == Status.Code.NOT_FOUND && isOfNamespace(error)) {
      return new NoServer(
          "the server has no namespace '" + namespace + "'; create it, or name another", error);
    }
    if (servers) {
      return new ServerRefused(
          "the server refused"
              + (code == null ? "" : " (" + code.name() + ")")
              + ": "
              + description(error),
          error);
    }
    return error instanceof RuntimeException plain ? plain : new IllegalStateException(error);
  }

  private static boolean isInterrupt(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is the namespace that the server does not know, and not what was asked for. */
  public static boolean isOfNamespace(Throwable error) {
    return description(error).contains("Namespace");
  }

  /** What a future completed with. */
  public static Throwable unwrapped(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }

  public static Status.@Nullable Code code(Throwable error) {
    StatusRuntimeException status = status(error);
    return status == null ? null : status.getStatus().getCode();
  }

  /** The server's own words, or the exception's. */
  public static String description(Throwable error) {
    StatusRuntimeException status = status(error);
    String words = status == null ? error.getMessage() : status.getStatus().getDescription();
    if (words != null) {
      return words;
    }
    return status == null ? error.toString() : status.getStatus().getCode().name();
  }

  /** The network's own words where there are any: gRPC's are "io exception". */
  private static String reason(Throwable error) {
    StatusRuntimeException status = status(error);
    Throwable deepest = status == null ? error : status;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String words = deepest.getMessage();
    return deepest == status || words == null ? description(error) : words;
  }

  private static @Nullable StatusRuntimeException status(@Nullable Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusRuntimeException status) {
        return status;
      }
    }
    return null;
  }
}
