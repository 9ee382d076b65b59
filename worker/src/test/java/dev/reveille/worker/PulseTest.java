package dev.reveille.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.reveille.activities.ping.Pinger;
import dev.reveille.activities.web.Web;
import dev.reveille.domain.job.Ping;
import dev.reveille.gateway.tunnel.Names;
import dev.reveille.workflows.LedgerActivity;
import dev.reveille.workflows.LedgerActivity.Look;
import dev.reveille.workflows.LedgerActivity.Looked;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threeten.extra.MutableClock;

/** The ledger's looks as an outside watcher hears of them, at a clock that is turned by hand. */
class PulseTest {
  private static final Look LOOK =
      new Look("desk", Instant.parse("2026-11-21T22:00:00Z"), List.of(), 0);
  private static final Looked SEEN = new Looked(false, 0, 3);

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Deque<Runnable> due = new ArrayDeque<>();
  private final Web web = new Web(Names.OF_THE_SYSTEM, Duration.ofSeconds(5));
  private final Pinger pinger =
      new Pinger(web, name -> null, (delay, work) -> due.add(work), (run, signal, why) -> {});
  private final MutableClock clock = MutableClock.epochUTC();
  private HttpServer watcher;
  private Ping check;

  @BeforeEach
  void watch() throws Exception {
    watcher = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    watcher.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          heard.add(exchange.getRequestURI() + " " + new String(body, StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    watcher.start();
    check = new Ping("http://127.0.0.1:" + watcher.getAddress().getPort() + "/check", null, true);
  }

  @AfterEach
  void stop() {
    web.close();
    watcher.stop(0);
  }

  @Test
  void a_look_is_told_as_a_success_that_says_how_many_jobs_are_watched() {
    Pulse pulse = pulse(look -> SEEN, check);

    assertThat(pulse.look(LOOK)).isEqualTo(SEEN);

    sent();
    assertThat(heard).containsExactly("/check the ledger of desk watches 3 jobs");
  }

  @Test
  void looks_in_quick_succession_are_told_once_in_half_a_minute() {
    Pulse pulse = pulse(look -> SEEN, check);

    for (int second = 0; second <= 60; second += 10) {
      clock.setInstant(Instant.EPOCH.plusSeconds(second));
      pulse.look(LOOK);
      sent();
    }

    assertThat(heard).as("at 0, 30 and 60 s").hasSize(3);
  }

  @Test
  void a_look_that_fails_is_not_told_so_that_the_watcher_alarms() {
    Pulse pulse =
        pulse(
            look -> {
              throw new IllegalStateException("the run log is away");
            },
            check);

    assertThatThrownBy(() -> pulse.look(LOOK)).hasMessage("the run log is away");

    sent();
    assertThat(heard).isEmpty();
  }

  @Test
  void without_a_watcher_the_ledger_looks_all_the_same() {
    assertThat(pulse(look -> SEEN, null).look(LOOK)).isEqualTo(SEEN);
    assertThat(due).isEmpty();
  }

  private Pulse pulse(LedgerActivity ledger, @Nullable Ping to) {
    return new Pulse(ledger, to, pinger, clock);
  }

  private void sent() {
    while (!due.isEmpty()) {
      due.remove().run();
    }
  }
}
