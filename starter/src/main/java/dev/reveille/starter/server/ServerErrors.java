package dev.reveille.starter.server;

import dev.reveille.starter.failure.NoServer;
import dev.reveille.starter.failure.ReveilleException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What stands behind the SDK's exceptions. */
public final class ServerErrors {
  private ServerErrors() {}

  /** Runs a call, and says so plainly when no server answered. */
  public static <T> T reach(String namespace, Supplier<T> call) {
    try {
      return call.get();
    } catch (ReveilleException e) {
      throw e;
    } catch (RuntimeException e) {
      Status.Code code = code(e);
      if (code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED) {
        throw new NoServer(
            "no Temporal server answers ("
                + description(e)
                + "); start one with `reveille up`, or"
                + " name one with --address",
            e);
      }
      if (code == Status.Code.NOT_FOUND && description(e).contains("Namespace")) {
        throw new NoServer(
            "the server has no namespace '"
                + namespace
                + "'; create it, or name another with"
                + " --namespace",
            e);
      }
      throw e;
    }
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

  private static @Nullable StatusRuntimeException status(@Nullable Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof StatusRuntimeException status) {
        return status;
      }
    }
    return null;
  }
}
