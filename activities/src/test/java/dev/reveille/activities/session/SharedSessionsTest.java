package dev.reveille.activities.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.activities.acp.Earlier;
import dev.reveille.activities.runner.BootException;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.RunKey;
import dev.reveille.workflows.BootActivity.SessionGrant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host does with the agents of its sessions: real processes, and time by hand. */
class SharedSessionsTest {
  private static final SessionName MAIN = new SessionName("desk", "main");
  private static final RunKey FIRST = new RunKey("first", "1");
  private static final RunKey SECOND = new RunKey("second", "1");

  @TempDir Path folder;

  private SessionBench bench;
  private SharedSessions sessions;

  @BeforeEach
  void open() throws Exception {
    bench = new SessionBench(folder);
    sessions = bench.sessions("host-a");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static SessionGrant grant(long epoch, @Nullable String lastHost) {
    return new SessionGrant(MAIN, epoch, 0, lastHost);
  }

  @Test
  void an_idle_agent_is_put_away_at_its_time_and_not_before() throws Exception {
    WarmAgent agent = bench.keep(sessions, grant(1, null), FIRST);
    agent.rest(bench.now());

    bench.pass(SessionBench.IDLE.minusMillis(1));
    sessions.renew();
    assertThat(sessions.idle()).isEqualTo(1);
    assertThat(agent.agent().isAlive()).isTrue();

    bench.pass(Duration.ofMillis(1));
    sessions.renew();
    assertThat(sessions.idle()).isZero();
    assertThat(agent.agent().isAlive()).isFalse();
    assertThat(sessions.take(MAIN)).isEmpty();
    assertThat(sessions.whyNone(MAIN)).isEqualTo("it was idle for 30 min and was put away");
  }

  @Test
  void an_agent_at_its_turn_is_not_put_away_however_long_that_takes() throws Exception {
    WarmAgent agent = bench.keep(sessions, grant(1, null), FIRST);

    bench.pass(SessionBench.IDLE.multipliedBy(3));
    sessions.renew();

    assertThat(agent.agent().isAlive()).isTrue();
    agent.end("the test is over");
  }

  @Test
  void one_that_was_put_away_is_brought_back_with_what_was_said() throws Exception {
    bench.keep(sessions, grant(1, null), FIRST).end("it was idle");
    sessions.admit(grant(2, "host-a"), SECOND);

    assertThat(earlier(sessions, grant(2, "host-a"))).isEqualTo(Earlier.known("s1"));
    assertThat(sessions.missed(MAIN)).isNull();
  }

  @Test
  void a_turn_older_than_one_that_was_seen_is_refused() throws Exception {
    sessions.admit(grant(2, null), SECOND);

    assertThatThrownBy(() -> sessions.admit(grant(1, null), FIRST))
        .isInstanceOf(BootException.class)
        .hasMessage("the session main has passed to another run since this one was granted it");
    sessions.admit(grant(2, null), SECOND);
    assertThatThrownBy(() -> sessions.admit(grant(2, null), FIRST))
        .as("the epoch of another")
        .isInstanceOf(BootException.class);
  }

  @Test
  void a_boot_that_comes_late_does_not_take_the_place_of_the_next_turns_agent() throws Exception {
    sessions.admit(grant(1, null), FIRST);
    WarmAgent next = bench.keep(sessions, grant(2, null), SECOND);

    assertThatThrownBy(() -> bench.keepAdmitted(sessions, grant(1, null), FIRST))
        .isInstanceOf(BootException.class)
        .hasMessageContaining("has passed to another run");

    assertThat(sessions.all()).containsExactly(next);
    assertThat(next.agent().isAlive()).isTrue();
    next.end("the test is over");
  }

  @Test
  void a_boot_under_way_is_ended_by_the_turn_after_it_and_no_other() {
    AtomicInteger ended = new AtomicInteger();
    admit(grant(1, null), FIRST);
    sessions.starting(grant(1, null), FIRST, ended::incrementAndGet);
    sessions.started(grant(2, null), SECOND);

    sessions.end(MAIN, "another had to be started");
    assertThat(ended).hasValue(1);

    admit(grant(2, null), SECOND);
    sessions.starting(grant(1, null), FIRST, ended::incrementAndGet);
    assertThat(ended).as("begun when the session had passed on").hasValue(2);

    sessions.starting(grant(2, null), SECOND, ended::incrementAndGet);
    sessions.started(grant(2, null), SECOND);
    sessions.end(MAIN, "another had to be started");
    assertThat(ended).hasValue(2);
  }

  @Test
  void a_host_that_never_had_the_session_knows_nothing_of_it_and_says_so() throws Exception {
    SharedSessions other = bench.elsewhere("host-b");
    bench.keep(sessions, grant(1, null), FIRST).end("its host died");
    other.admit(grant(2, "host-a"), SECOND);

    assertThat(earlier(other, grant(2, "host-a")))
        .isEqualTo(
            Earlier.lost("its turns before were on another host, where what was said stays"));
  }

  @Test
  void a_host_that_had_it_long_ago_knows_that_it_missed_something() throws Exception {
    bench.keep(sessions, grant(1, null), FIRST).end("its host died");
    sessions.admit(grant(3, "host-b"), SECOND);
    sessions.admit(grant(3, "host-b"), SECOND);

    assertThat(earlier(sessions, grant(3, "host-b"))).isEqualTo(Earlier.known("s1"));
    assertThat(sessions.missed(MAIN))
        .as("also at the second attempt")
        .isEqualTo(
            "the last turns were on another host, and what was said there is not known here");
  }

  @Test
  void workers_of_one_data_folder_share_what_was_said() throws Exception {
    bench.keep(sessions, grant(1, null), FIRST).end("its host died");
    SharedSessions second = bench.sessions("host-b");
    second.admit(grant(2, "host-a"), SECOND);
    assertThat(second.missed(MAIN)).isNull();
    assertThat(earlier(second, grant(2, "host-a"))).isEqualTo(Earlier.known("s1"));

    sessions.admit(grant(3, "host-b"), FIRST);
    assertThat(sessions.missed(MAIN)).isNull();
  }

  @Test
  void what_cannot_be_opened_twice_is_given_up_and_that_is_said() throws Exception {
    bench.keep(sessions, grant(1, null), FIRST).end("its host died");
    sessions.admit(grant(2, "host-a"), SECOND);
    sessions.couldNotOpen(grant(1, "host-a"), FIRST, bench.job());
    sessions.couldNotOpen(grant(2, "host-a"), SECOND, bench.job());
    assertThat(earlier(sessions, grant(2, "host-a"))).isEqualTo(Earlier.known("s1"));

    sessions.couldNotOpen(grant(2, "host-a"), SECOND, bench.job());
    assertThat(earlier(sessions, grant(2, "host-a")))
        .isEqualTo(Earlier.lost("the last 2 boots ended while it was opened"));

    bench.keepAdmitted(sessions, grant(2, "host-a"), SECOND).end("its host died");
    assertThat(earlier(sessions, grant(2, "host-a"))).isEqualTo(Earlier.known("s1"));
  }

  @Test
  void another_folder_or_another_agent_is_no_memory() throws Exception {
    bench.keep(sessions, grant(1, null), FIRST).end("its host died");
    sessions.admit(grant(2, "host-a"), SECOND);

    assertThat(sessions.earlier(grant(2, "host-a"), bench.job(), folder.resolve("other")).lost())
        .isEqualTo("the agent scripted knows it in another folder");
    assertThat(sessions.earlier(grant(2, "host-a"), bench.jobOf("codex"), folder).lost())
        .isEqualTo("nothing is kept here of an agent codex in it");
  }

  @Test
  void what_is_kept_and_cannot_be_read_counts_as_nothing() throws Exception {
    bench.keep(sessions, grant(1, null), FIRST).end("its host died");
    try (var files = Files.walk(folder.resolve("sessions"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(file, "{\"epoch\": \"会话\"");
      }
    }
    sessions.admit(grant(2, "host-a"), SECOND);

    assertThat(earlier(sessions, grant(2, "host-a")).id()).isNull();
  }

  @Test
  void a_turn_that_ends_on_a_host_that_stops_leaves_no_agent() throws Exception {
    WarmAgent idle = bench.keep(sessions, grant(1, null), FIRST);
    idle.rest(bench.now());
    SessionGrant other = new SessionGrant(new SessionName("desk", "session:team"), 1, 0, null);
    WarmAgent busy = bench.keep(sessions, other, SECOND);

    sessions.close();
    assertThat(idle.agent().isAlive()).isFalse();
    assertThat(busy.agent().isAlive()).isTrue();
    assertThat(sessions.whyNone(MAIN)).isEqualTo("its host is stopping");

    busy.rest(bench.now());
    assertThat(busy.agent().isAlive()).isFalse();
  }

  @Test
  void a_session_in_use_is_never_pruned() throws Exception {
    WarmAgent agent = bench.keep(sessions, grant(1, null), FIRST);
    bench.pass(Duration.ofDays(1000));

    sessions.prune(Duration.ofDays(90));
    assertThat(earlier(sessions, grant(1, null))).isEqualTo(Earlier.known("s1"));

    agent.end("the test is over");
    sessions.prune(Duration.ofDays(90));
    assertThat(folder.resolve("sessions")).isEmptyDirectory();
  }

  private void admit(SessionGrant grant, RunKey run) {
    try {
      sessions.admit(grant, run);
    } catch (BootException e) {
      throw new AssertionError(e);
    }
  }

  private Earlier earlier(SharedSessions of, SessionGrant grant) throws BootException {
    return of.earlier(grant, bench.job(), folder);
  }
}
