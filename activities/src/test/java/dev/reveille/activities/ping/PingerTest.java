package dev.reveille.activities.ping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.activities.web.Sink;
import dev.reveille.activities.web.Web;
import dev.reveille.domain.job.Ping;
import dev.reveille.domain.run.RunKey;
import dev.reveille.gateway.tunnel.Names;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pings to a real web server, with a timer that is driven by hand. */
class PingerTest {
  private static final RunKey RUN = new RunKey("plan-1", "0198f1c2-0000-7000-8000-000000000001");
  private static final String RID = "?rid=" + RUN.runId();

  private final Web web = new Web(Names.OF_THE_SYSTEM, Duration.ofSeconds(1));
  private final Deque<Runnable> due = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();
  private Sink sink;
  private Pinger pinger;
  private Ping check;

  @BeforeEach
  void open() throws Exception {
    sink = Sink.open();
    check = new Ping(sink.address() + "/uuid/", null, true);
    pinger =
        new Pinger(
            web,
            name -> null,
            (delay, work) -> {
              pauses.add(delay);
              due.add(work);
            },
            (run, signal, why) -> lost.add(run.workflowId() + " " + signal + ": " + why));
  }

  @AfterEach
  void close() {
    sink.close();
    web.close();
  }

  @Test
  void start_success_and_failure_go_to_their_addresses_in_order_with_the_runs_id() {
    pinger.send(check, Signal.START, RUN, "");
    runAll();
    pinger.send(check, Signal.SUCCESS, RUN, "OK: done");
    pinger.send(check, Signal.FAIL, new RunKey("plan-2", "r2"), "BOOT_TIMEOUT: hung");
    runAll();

    assertThat(paths()).containsExactly("/uuid/start" + RID, "/uuid" + RID, "/uuid/fail?rid=r2");
    assertThat(sink.taken().get(1).body()).isEqualTo("OK: done");
  }

  @Test
  void a_query_of_the_checks_own_stays() {
    pinger.send(new Ping(sink.address() + "/key/plan?create=1", null, true), Signal.FAIL, RUN, "");
    runAll();

    assertThat(paths()).containsExactly("/key/plan/fail?create=1&" + RID.substring(1));
  }

  @Test
  void a_watcher_that_is_down_is_tried_again_and_an_overtaken_start_is_left_out() throws Exception {
    int port = sink.port();
    sink.close();
    pinger.send(check, Signal.START, RUN, "");
    runNext();
    runNext();
    pinger.send(check, Signal.SUCCESS, RUN, "OK");
    sink = Sink.at(port);
    runAll();

    assertThat(paths()).containsExactly("/uuid" + RID);
    assertThat(pauses).startsWith(Duration.ZERO, Pinger.PAUSES.get(0), Pinger.PAUSES.get(1));
    assertThat(lost).isEmpty();
  }

  @Test
  void a_ping_that_never_arrives_is_given_up_and_told_without_its_address() {
    for (int i = 0; i <= Pinger.PAUSES.size(); i++) {
      sink.answer(503, "");
    }
    pinger.send(check, Signal.FAIL, RUN, "");
    runAll();

    assertThat(lost).containsExactly("plan-1 FAIL: the watcher answers 503");
    assertThat(sink.taken()).hasSize(1 + Pinger.PAUSES.size());
  }

  @Test
  void a_check_that_is_gone_is_given_up_at_once_and_the_next_ping_goes_out() {
    sink.answer(404, "");
    pinger.send(check, Signal.START, RUN, "");
    runAll();
    pinger.send(check, Signal.SUCCESS, RUN, "");
    runAll();

    assertThat(lost).containsExactly("plan-1 START: the watcher answers 404");
    assertThat(paths()).containsExactly("/uuid/start" + RID, "/uuid" + RID);
  }

  @Test
  void the_body_is_cut_at_10_kB_between_two_characters() {
    pinger.send(check, Signal.SUCCESS, RUN, "x" + "数".repeat(9_000));
    runAll();

    assertThat(sink.taken().get(0).body()).hasSize(3_334).matches("x数+");
  }

  @Test
  void a_variable_that_is_not_set_and_a_private_address_are_told_in_words() {
    pinger.send(new Ping(null, "HC_URL", false), Signal.SUCCESS, RUN, "");
    runAll();
    pinger.send(new Ping("https://127.0.0.1/x", null, false), Signal.SUCCESS, RUN, "");
    runAll();

    assertThat(lost.get(0)).contains("HC_URL is not set");
    assertThat(lost.get(1)).contains("private network").doesNotContain("127.0.0.1");
  }

  private List<String> paths() {
    return sink.taken().stream().map(Sink.Taken::path).toList();
  }

  private void runNext() {
    due.remove().run();
  }

  private void runAll() {
    while (!due.isEmpty()) {
      runNext();
    }
  }
}
