package dev.reveille.acceptance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An {@code up} that is ready. Closing it tells it to end and waits until it has. */
final class RunningUp implements AutoCloseable {
  private static final Duration FIRST_START = Duration.ofMinutes(2);

  private final Product.Started started;
  private final JsonNode ready;
  final Duration toReady;

  private RunningUp(Product.Started started, JsonNode ready, Duration toReady) {
    this.started = started;
    this.ready = ready;
    this.toReady = toReady;
  }

  static RunningUp ready(Product product, Product.Started started) throws Exception {
    long begin = System.nanoTime();
    Until.holds(
        "the ready line of up in " + product.folder(),
        FIRST_START,
        () -> started.saidOut().contains("\n") || !started.process().isAlive());
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(started.process().isAlive()).as(started.saidErr()).isTrue();
    return new RunningUp(started, new ObjectMapper().readTree(started.saidOut()), took);
  }

  JsonNode document() {
    return ready;
  }

  UiApi ui() {
    return new UiApi(ready.path("ui").asText());
  }

  /** What it has told so far, beside its document. */
  String told() throws IOException {
    return started.saidErr() + started.saidOut();
  }

  ProcessHandle process() {
    return started.process().toHandle();
  }

  /** SIGTERM; returns the exit code. */
  int end() throws InterruptedException {
    started.process().destroy();
    if (!started.process().waitFor(90, TimeUnit.SECONDS)) {
      started.process().destroyForcibly();
      throw new AssertionError("up did not end within 90 s of its SIGTERM");
    }
    return started.process().exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    end();
  }
}
