package dev.reveille.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.cli.Called;
import dev.reveille.cli.command.Commands;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An {@code up} whose folder has an error when it starts. */
class BrokenStartTest {
  private static final String DAILY =
      "{name: %s, schedule: {kind: cron, expr: '@daily', tz: UTC}, %s}\n";

  @TempDir Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Thread up = new Thread(this::up);

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(folder.resolve("jobs"));
    write("good", "payload: {kind: command, argv: [ls]}");
    write("broken", "payload: {kind: comand, argv: [ls]}");
    up.start();
  }

  @AfterEach
  void end() throws InterruptedException {
    up.interrupt();
    up.join(Duration.ofSeconds(60).toMillis());
    assertThat(up.isAlive()).isFalse();
  }

  @Test
  void nothing_is_applied_until_it_is_mended() throws IOException {
    await("ready ");
    assertThat(said()).contains("NOTHING IS APPLIED").contains("jobs/broken.yaml:1:");
    assertThat(Called.in(folder, "next", "good").code()).isEqualTo(2);

    write("broken", "payload: {kind: command, argv: [ls]}");

    await("created good");
    assertThat(Called.in(folder, "next", "good").code()).isZero();
  }

  private void up() {
    try (PrintStream to = new PrintStream(said, true, UTF_8)) {
      String[] args = {"up", "--drain", "1s"};
      Commands.run(args, Called.surroundings(folder, Map.of(), to, to));
    }
  }

  private void write(String job, String rest) throws IOException {
    Files.writeString(folder.resolve("jobs").resolve(job + ".yaml"), DAILY.formatted(job, rest));
  }

  private String said() {
    return said.toString(UTF_8);
  }

  private void await(String words) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!said().contains(words)) {
      assertThat(System.nanoTime())
          .as("waiting for '%s' in: %s", words, said())
          .isLessThan(deadline);
      assertThat(up.isAlive()).as(said()).isTrue();
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
