package dev.reveille.drill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.drill.RecordedRequest.Outcome;
import dev.reveille.drill.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every request in order of arrival, and writes one line each to the log once its end is
 * known.
 */
final class RequestRecorder {
  private final Clock clock;
  private final @Nullable Path log;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrival = lock.newCondition();
  private final List<RecordedRequest> all = new ArrayList<>();

  RequestRecorder(Clock clock, @Nullable Path log) {
    this.clock = clock;
    this.log = log;
  }

  RecordedRequest arrived(
      String method,
      String path,
      Dialect dialect,
      Map<String, List<String>> headers,
      JsonNode body) {
    lock.lock();
    try {
      RecordedRequest request =
          new RecordedRequest(
              all.size() + 1,
              clock.instant(),
              method,
              path,
              dialect,
              body.path("model").asText(),
              authorization(headers),
              headers,
              body,
              0,
              Outcome.PENDING);
      all.add(request);
      arrival.signalAll();
      return request;
    } finally {
      lock.unlock();
    }
  }

  void ended(int number, int status, Outcome outcome) {
    lock.lock();
    try {
      all.set(number - 1, all.get(number - 1).ended(status, outcome));
    } finally {
      lock.unlock();
    }
  }

  List<RecordedRequest> all() {
    lock.lock();
    try {
      return List.copyOf(all);
    } finally {
      lock.unlock();
    }
  }

  List<RecordedRequest> awaitCalls(int count, Duration limit) {
    long nanos = limit.toNanos();
    lock.lock();
    try {
      while (calls().size() < count) {
        if (nanos <= 0) {
          throw new IllegalStateException(
              "only "
                  + calls().size()
                  + " of "
                  + count
                  + " model calls came within "
                  + limit
                  + ": "
                  + all);
        }
        nanos = arrival.awaitNanos(nanos);
      }
      return calls();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "interrupted while waiting for " + count + " model calls", interrupted);
    } finally {
      lock.unlock();
    }
  }

  List<RecordedRequest> calls() {
    return all().stream().filter(request -> request.dialect().isCall()).toList();
  }

  /** Appends the request's line; a request that hangs has one too, with status 0. */
  void log(int number) {
    if (log == null) {
      return;
    }
    lock.lock();
    try {
      String line = Json.write(all.get(number - 1).toJson()) + "\n";
      Files.writeString(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot append to the log " + log, failed);
    } finally {
      lock.unlock();
    }
  }

  private static @Nullable String authorization(Map<String, List<String>> headers) {
    List<String> values =
        headers.getOrDefault("authorization", headers.getOrDefault("x-api-key", List.of()));
    return values.isEmpty() ? null : values.get(0);
  }
}
