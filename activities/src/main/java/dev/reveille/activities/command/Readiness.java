package dev.reveille.activities.command;

import dev.reveille.activities.process.AgentProcess;
import dev.reveille.activities.process.Spawner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whether a program is ready by now; made before the program is started. */
abstract class Readiness {

  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

  static Readiness of(CommandPlan.Ready ready, Spawner spawner) {
    if (ready instanceof CommandPlan.Ready.Line line) {
      return new ByLine(line.text());
    }
    if (ready instanceof CommandPlan.Ready.File file) {
      return new ByFile(file.path());
    }
    if (ready instanceof CommandPlan.Ready.Probe probe) {
      return new ByProbe(probe, spawner);
    }
    return new AtOnce();
  }

  abstract boolean isReached();

  /** What is waited for, in words. */
  abstract String awaited();

  void sees(byte[] output, int length) {}

  void seesEnd() {}

  private static final class AtOnce extends Readiness {

    @Override
    boolean isReached() {
      return true;
    }

    @Override
    String awaited() {
      return "nothing";
    }
  }

  private static final class ByLine extends Readiness {

    private final String text;
    private final LineWatch watch;
    private volatile boolean seen;

    ByLine(String text) {
      this.text = text;
      this.watch = new LineWatch(text, () -> seen = true);
    }

    @Override
    void sees(byte[] output, int length) {
      watch.add(output, length);
    }

    @Override
    void seesEnd() {
      watch.end();
    }

    @Override
    boolean isReached() {
      return seen;
    }

    @Override
    String awaited() {
      return "a line with '" + text + "' on its standard output";
    }
  }

  private static final class ByFile extends Readiness {

    private final Path path;
    private final @Nullable FileTime before;

    ByFile(Path path) {
      this.path = path;
      this.before = modified();
    }

    @Override
    boolean isReached() {
      FileTime now = modified();
      return now != null && !now.equals(before);
    }

    @Override
    String awaited() {
      return "the file " + path;
    }

    private @Nullable FileTime modified() {
      try {
        return Files.getLastModifiedTime(path);
      } catch (IOException notThere) {
        return null;
      }
    }
  }

  private static final class ByProbe extends Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CommandPlan.Ready.Probe plan;
    private final Spawner spawner;

    ByProbe(CommandPlan.Ready.Probe plan, Spawner spawner) {
      this.plan = plan;
      this.spawner = spawner;
    }

    @Override
    boolean isReached() {
      AgentProcess probe;
      try {
        probe = spawner.start(plan.launch().call());
      } catch (Exception e) {
        LOG.warn("the probe {} cannot be started: {}", plan.name(), e.getMessage());
        return false;
      }
      forget(probe);
      try {
        return probe.exit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).code() == 0;
      } catch (TimeoutException e) {
        return probe.end(Duration.ZERO).code() == 0;
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException("exit of a probe cannot be read", e);
      }
    }

    private static void forget(AgentProcess probe) {
      Thread thread =
          new Thread(
              () -> {
                try (InputStream output = probe.stdout()) {
                  output.transferTo(OutputStream.nullOutputStream());
                } catch (IOException ended) {
                  LOG.debug("output of probe {} ended: {}", probe.pid(), ended.getMessage());
                }
              },
              "probe-out-" + probe.pid());
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    String awaited() {
      return "exit code 0 of the probe " + plan.name();
    }
  }
}
