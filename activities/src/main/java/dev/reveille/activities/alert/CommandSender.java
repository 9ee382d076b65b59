package dev.reveille.activities.alert;

import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.Launch;
import dev.reveille.activities.process.ProcessExit;
import dev.reveille.activities.process.Spawner;
import dev.reveille.domain.Json;
import dev.reveille.domain.alert.Notice;
import dev.reveille.domain.settings.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * To a program of the user's own: the notice is one line of JSON on its standard input, and exit
 * code 0 means that it arrived.
 */
final class CommandSender implements Sender {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Logger LOG = LoggerFactory.getLogger(CommandSender.class);
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Channel channel;
  private final Map<String, String> environment;
  private final Path folder;
  private final Spawner spawner;

  /**
   * @param environment all that the program is given; must hold no provider key
   */
  CommandSender(Channel channel, Map<String, String> environment, Path folder, Spawner spawner) {
    this.channel = channel;
    this.environment = Map.copyOf(environment);
    this.folder = folder;
    this.spawner = spawner;
  }

  @Override
  public void send(Notice notice, List<Enclosure> files) throws Undelivered, InterruptedException {
    AgentProcess process;
    try {
      process =
          spawner.start(
              Launch.of("alert-" + channel.name(), channel.command(), environment, folder));
    } catch (IOException e) {
      throw Undelivered.forNow("its program cannot be started");
    }
    try {
      feed(process, Json.write(NoticeDocument.of(notice, files)));
      ProcessExit exit = process.exit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (exit.code() != 0) {
        String said = Plain.line(exit.stderrTail());
        throw Undelivered.forNow(
            "its program ended with " + exit.describe() + (said.isEmpty() ? "" : ": " + said));
      }
    } catch (TimeoutException e) {
      throw Undelivered.forNow("its program took more than " + PATIENCE.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IllegalStateException("an exit never fails", e);
    } finally {
      process.end(GRACE);
    }
  }

  /** A program that never reads must not hold us: what it does not take is left behind. */
  private static void feed(AgentProcess process, String line) {
    background(
        "alert-in",
        () -> {
          try (OutputStream stdin = process.stdin()) {
            stdin.write((line + "\n").getBytes(StandardCharsets.UTF_8));
          } catch (IOException e) {
            LOG.debug("an alert program closed its input early: {}", e.getMessage());
          }
        });
    background(
        "alert-out",
        () -> {
          try (InputStream stdout = process.stdout()) {
            stdout.transferTo(OutputStream.nullOutputStream());
          } catch (IOException e) {
            LOG.debug("an alert program's output ended: {}", e.getMessage());
          }
        });
  }

  private static void background(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
