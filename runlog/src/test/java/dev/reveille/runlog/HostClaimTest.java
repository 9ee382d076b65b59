package dev.reveille.runlog;

import static dev.reveille.runlog.Samples.NOON;
import static dev.reveille.runlog.Samples.key;
import static dev.reveille.runlog.Samples.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threeten.extra.MutableClock;

final class HostClaimTest {
  private static final HostIdentity HERE = new HostIdentity("boot-1", "machine-1", "here");
  private static final HostIdentity HERE_REBOOTED = new HostIdentity("boot-2", "machine-1", "here");
  private static final HostIdentity THERE = new HostIdentity("boot-3", "machine-3", "there");
  private static final HostIdentity NAMELESS = new HostIdentity("boot-4", null, "container");

  private final MutableClock clock = MutableClock.of(Samples.NOON, ZoneOffset.UTC);

  @TempDir private Path folder;

  private JdbcRunLog open(HostIdentity host) {
    return RunLogs.open(RunLogSettings.sqlite(folder), host, clock);
  }

  @Test
  void processes_of_one_host_share_the_file() {
    try (JdbcRunLog first = open(HERE);
        JdbcRunLog second = open(HERE)) {
      first.open(opened(key("a"), "job", NOON));
      assertThat(second.find(key("a"), 0)).isPresent();
    }
  }

  @Test
  void another_host_is_refused_and_told_of_postgresql() {
    try (JdbcRunLog first = open(HERE)) {
      clock.add(Duration.ofSeconds(10));
      assertThatThrownBy(() -> open(THERE))
          .isInstanceOfSatisfying(
              RunLogUnavailable.class,
              e -> assertThat(e.reason()).isEqualTo(RunLogUnavailable.Reason.OTHER_HOST))
          .hasMessageContaining("here (seen 10 s ago)")
          .hasMessageContaining("PostgreSQL");
      assertThatThrownBy(() -> open(NAMELESS)).isInstanceOf(RunLogUnavailable.class);
      assertThatCode(() -> first.open(opened(key("a"), "job", NOON))).doesNotThrowAnyException();
    }
  }

  @Test
  void a_file_that_was_closed_may_move_to_another_host() {
    open(HERE).close();
    assertThatCode(() -> open(THERE).close()).doesNotThrowAnyException();
  }

  @Test
  void a_reboot_is_no_other_host() {
    try (JdbcRunLog crashed = open(HERE)) {
      assertThatCode(() -> open(HERE_REBOOTED).close()).doesNotThrowAnyException();
      assertThat(crashed.open(NOON, 1)).isEmpty();
    }
  }

  @Test
  void a_host_that_is_gone_gives_way_and_writes_no_more_when_it_comes_back() {
    RunLogSettings settings = RunLogSettings.sqlite(folder);
    new Schema(settings).migrate();
    try (Pooled database = new Pooled(settings);
        HostClaim suspended = HostClaim.make(database, new Failures(settings), HERE, clock)) {
      clock.add(HostClaim.GONE_AFTER);
      try (JdbcRunLog taken = open(THERE)) {
        suspended.renewOrLose();
        assertThatThrownBy(suspended::check)
            .isInstanceOf(RunLogUnavailable.class)
            .hasMessageContaining("there");
        assertThatCode(() -> taken.open(opened(key("a"), "job", NOON))).doesNotThrowAnyException();
      }
    }
  }
}
