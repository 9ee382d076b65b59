package dev.reveille.runlog;

import dev.reveille.runlog.RunLogUnavailable.Reason;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a SQLite file to one host: its write-ahead log lives in shared memory, and two hosts that
 * write through a network file system damage it. Each process that writes has a row, renewed while
 * it lives; a row of another host that is not renewed any more is of a host that is gone.
 */
final class HostClaim implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HostClaim.class);
  private static final Duration RENEWED_EVERY = Duration.ofSeconds(20);
  static final Duration GONE_AFTER = Duration.ofSeconds(90);

  private final Pooled database;
  private final Failures failures;
  private final HostIdentity host;
  private final Clock clock;
  private final String token = UUID.randomUUID().toString();
  private final ScheduledExecutorService renewer;
  private volatile @Nullable RunLogUnavailable lost;

  private HostClaim(Pooled database, Failures failures, HostIdentity host, Clock clock) {
    this.database = database;
    this.failures = failures;
    this.host = host;
    this.clock = clock;
    this.renewer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "runlog-host");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * @throws RunLogUnavailable when another host has the file
   */
  static HostClaim make(Pooled database, Failures failures, HostIdentity host, Clock clock) {
    HostClaim claim = new HostClaim(database, failures, host, clock);
    claim.renew();
    claim.renewer.scheduleWithFixedDelay(
        claim::renewOrLose,
        RENEWED_EVERY.toMillis(),
        RENEWED_EVERY.toMillis(),
        TimeUnit.MILLISECONDS);
    return claim;
  }

  /** Writing is refused from here on when another host took the file, as after a long suspend. */
  void check() {
    RunLogUnavailable now = lost;
    if (now != null) {
      throw now;
    }
  }

  void renewOrLose() {
    try {
      renew();
    } catch (RunLogUnavailable e) {
      if (e.reason() == Reason.OTHER_HOST) {
        lost = e;
      }
      log.warn("The run log's host claim was not renewed. {}", e.getMessage());
    } catch (RuntimeException | Error e) {
      // Whatever is thrown here would end the renewals for good, and nobody would be told.
      log.warn("The run log's host claim was not renewed", e);
    }
  }

  private void renew() {
    database.transact(
        handle -> {
          long now = Times.micros(clock.instant());
          for (Claimed other : others(handle)) {
            refuseIfAlive(other, now);
          }
          handle.execute(
              "DELETE FROM host WHERE seen_at < ? OR (machine = ? AND boot <> ?)",
              now - GONE_AFTER.toNanos() / 1_000,
              host.machine(),
              host.boot());
          return handle.execute(
              "INSERT INTO host (token, boot, machine, name, seen_at) VALUES (?, ?, ?, ?, ?)"
                  + " ON CONFLICT (token) DO UPDATE SET seen_at = excluded.seen_at",
              token,
              host.boot(),
              host.machine(),
              host.name(),
              now);
        });
  }

  private List<Claimed> others(Handle handle) {
    return handle
        .createQuery("SELECT machine, name, seen_at FROM host WHERE boot <> ?")
        .bind(0, host.boot())
        .map(
            (row, context) ->
                new Claimed(
                    row.getString("machine"), row.getString("name"), row.getLong("seen_at")))
        .list();
  }

  private void refuseIfAlive(Claimed other, long now) {
    boolean rebooted = host.machine() != null && host.machine().equals(other.machine());
    long seconds = Math.max(0, (now - other.seenAt()) / 1_000_000);
    if (!rebooted && seconds < GONE_AFTER.toSeconds()) {
      throw failures.failure(
          Reason.OTHER_HOST,
          "is in use by another host, "
              + other.name()
              + " (seen "
              + seconds
              + " s ago); a SQLite file can be shared by processes of one host only.",
          "Use PostgreSQL for workers on several hosts (a run log URL jdbc:postgresql://HOST/DATABASE);"
              + " if that host is gone, try again in "
              + (GONE_AFTER.toSeconds() - seconds)
              + " s.",
          null);
    }
  }

  @Override
  public void close() {
    renewer.shutdownNow();
    try {
      database.write(handle -> handle.execute("DELETE FROM host WHERE token = ?", token));
    } catch (RunLogUnavailable e) {
      // The row grows old by itself.
      log.debug("The run log's host claim was not given back", e);
    }
  }

  private record Claimed(@Nullable String machine, String name, long seenAt) {}
}
