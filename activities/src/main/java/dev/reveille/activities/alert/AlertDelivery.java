package dev.reveille.activities.alert;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.Launch;
import dev.reveille.activities.process.ProcessExit;
import dev.reveille.activities.process.Spawner;
import dev.reveille.domain.Json;
import dev.reveille.domain.alert.Notice;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.settings.Channel;
import dev.reveille.runlog.RunLog;
import dev.reveille.workflows.AlertActivity;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings notices to channels of kind {@code command}: the notice is one line of JSON on standard
 * input, and exit code 0 means that it arrived. Blocks up to {@link #PATIENCE}.
 */
public final class AlertDelivery implements AlertActivity {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Logger LOG = LoggerFactory.getLogger(AlertDelivery.class);
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Map<String, Channel> channels;
  private final Map<String, String> environment;
  private final Path folder;
  private final Spawner spawner;
  private final RunLog log;
  private final Clock clock;

  /**
   * @param environment what channel programs are given; must hold no provider key
   * @param folder where they run
   */
  public AlertDelivery(
      Map<String, Channel> channels,
      Map<String, String> environment,
      Path folder,
      Spawner spawner,
      RunLog log,
      Clock clock) {
    this.channels = Map.copyOf(channels);
    this.environment = Map.copyOf(environment);
    this.folder = folder;
    this.spawner = spawner;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public void deliver(Notice notice, String name) {
    Channel channel = channels.get(name);
    if (channel == null) {
      throw ApplicationFailure.newNonRetryableFailure(
          "alert channel '"
              + name
              + "' is not in this worker's reveille.yaml; add it, or take it"
              + " out of the job's alerts",
          "NO_CHANNEL");
    }
    if (channel.command().isEmpty()) {
      throw ApplicationFailure.newNonRetryableFailure(
          "alert channel '"
              + name
              + "' is of kind "
              + channel.kind()
              + ", which is not yet in force;"
              + " use kind: command",
          "NO_CHANNEL");
    }
    run(channel, Json.write(notice));
    note(notice, EventType.ALERTED, name, "delivered");
  }

  @Override
  public void lost(Notice notice, String channel, String why) {
    LOG.error("'{}' never reached channel '{}': {}", notice.title(), channel, why);
    note(notice, EventType.ALERT_FAILED, channel, why);
  }

  private void run(Channel channel, String alert) {
    AgentProcess process;
    try {
      process =
          spawner.start(
              Launch.of("alert-" + channel.name(), channel.command(), environment, folder));
    } catch (IOException e) {
      throw ApplicationFailure.newFailureWithCause(
          "alert channel '" + channel.name() + "': its program cannot be started", "ALERT", e);
    }
    try {
      feed(process, alert);
      ProcessExit exit = process.exit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (exit.code() != 0) {
        throw ApplicationFailure.newFailure(
            "alert channel '"
                + channel.name()
                + "': its program ended with "
                + exit.describe()
                + (exit.stderrTail().isBlank() ? "" : ": " + exit.stderrTail().strip()),
            "ALERT");
      }
    } catch (TimeoutException e) {
      throw ApplicationFailure.newFailureWithCause(
          "alert channel '"
              + channel.name()
              + "': its program took more than "
              + PATIENCE.toSeconds()
              + " s",
          "ALERT",
          e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an exit never fails", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApplicationFailure.newFailureWithCause("the worker is stopping", "ALERT", e);
    } finally {
      process.end(GRACE);
    }
  }

  /** A program that never reads must not hold us: what it does not take is left behind. */
  private static void feed(AgentProcess process, String alert) {
    Thread feeding =
        new Thread(
            () -> {
              try (OutputStream stdin = process.stdin()) {
                stdin.write((alert + "\n").getBytes(StandardCharsets.UTF_8));
              } catch (IOException e) {
                LOG.debug("an alert program closed its input early: {}", e.getMessage());
              }
            },
            "alert-in");
    feeding.setDaemon(true);
    feeding.start();
    Thread draining =
        new Thread(
            () -> {
              try (InputStream stdout = process.stdout()) {
                stdout.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                LOG.debug("an alert program's output ended: {}", e.getMessage());
              }
            },
            "alert-out");
    draining.setDaemon(true);
    draining.start();
  }

  /** Of every run that the notice is about. */
  private void note(Notice notice, EventType type, String channel, String what) {
    for (Notice.Item item : notice.items()) {
      if (item.workflowId() == null || item.runId() == null) {
        continue;
      }
      log.event(
          new RunKey(item.workflowId(), item.runId()),
          new RunEvent(
              clock.instant(),
              type,
              0,
              channel,
              null,
              Map.of("channel", TextNode.valueOf(channel), "what", TextNode.valueOf(what))));
    }
  }
}
