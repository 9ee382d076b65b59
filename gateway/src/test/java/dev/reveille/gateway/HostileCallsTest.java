package dev.reveille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.settings.Provider.Api;
import dev.reveille.domain.settings.Provider.Auth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Ten thousand cases over raw sockets, half of them spoiled by agents and half by providers, from
 * four runs at once. Each run's data bears its mark.
 */
@Timeout(180)
final class HostileCallsTest {
  private static final int CASES = 10_000;
  private static final int RUNS = 4;
  private static final int BATCH = 250;
  private static final int SEED = 20_261_121;
  private static final int PATIENCE_MILLIS = 15_000;
  private static final Pattern MARK = Pattern.compile("MARK-RUN(\\d)");

  private HostileProvider provider;
  private Gateway gateway;
  private final List<Access> accesses = new ArrayList<>();
  private final Calls calls = new Calls();

  @BeforeEach
  void start() throws IOException {
    provider = new HostileProvider();
    gateway =
        Gateway.start(
            GatewayOptions.defaults().idleTimeout(Duration.ofSeconds(5)),
            calls,
            variable -> GatewayFixture.OPENAI_KEY,
            Clock.systemUTC());
    for (int run = 0; run < RUNS; run++) {
      accesses.add(
          gateway.open(
              new Grant(
                  new RunKey("hostile-" + run, "run"),
                  1,
                  "hostile-" + run,
                  GatewayFixture.DUE,
                  ModelPin.strict(new ModelRef("p" + run, GatewayFixture.MODEL)),
                  List.of(
                      GatewayFixture.provider(
                          "p" + run,
                          isAnthropic(run) ? Api.ANTHROPIC : Api.OPENAI,
                          provider.address(),
                          "KEY",
                          Auth.KEY)))));
    }
  }

  @AfterEach
  void stop() throws IOException {
    gateway.close();
    provider.close();
  }

  @Test
  void nothing_hostile_crashes_it_or_crosses_from_run_to_run() throws Exception {
    ExecutorService agents = Executors.newFixedThreadPool(RUNS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int run = 0; run < RUNS; run++) {
        int mine = run;
        running.add(agents.submit(() -> run(mine)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      agents.shutdownNow();
    }
    assertThat(provider.oddities()).isEmpty();
    assertThat(calls.ended())
        .extracting(ModelCall::judgement)
        .contains(
            CallJudgement.PINNED,
            CallJudgement.MISMATCH,
            CallJudgement.UNVERIFIED,
            CallJudgement.OTHER_MODEL,
            CallJudgement.REFUSED,
            CallJudgement.FAILED,
            CallJudgement.CUT);
    assertThat(calls.ended())
        .allSatisfy(
            call ->
                assertThat(call.provider())
                    .satisfiesAnyOf(
                        name ->
                            assertThat(name)
                                .isEqualTo(call.key().workflowId().replace("hostile-", "p")),
                        name -> assertThat(call.refused()).isTrue()));
  }

  private Void run(int run) throws IOException {
    for (int i = 0; i < CASES / RUNS; i++) {
      int number = run * CASES + i;
      if (i % BATCH == BATCH - 1) {
        String answer = goodCall(run, number);
        assertThat(answer).as("a good call after case %s", number).startsWith("HTTP/1.1 200");
        assertThat(answer).contains("MARK-RUN" + run);
      } else {
        String answer = exchange(run, number, false);
        assertThat(answer)
            .as("case %s", number)
            .satisfiesAnyOf(
                text -> assertThat(text).isEmpty(), text -> assertThat(text).startsWith("HTTP/1."));
        assertThat(answer)
            .as("case %s", number)
            .doesNotContain(HostileAnswers.EVIL, GatewayFixture.OPENAI_KEY);
        Matcher marks = MARK.matcher(answer);
        while (marks.find()) {
          assertThat(marks.group(1)).as("case %s", number).isEqualTo(Integer.toString(run));
        }
      }
    }
    return null;
  }

  /** A connection kept for reuse may just have been closed by its provider: agents ask again. */
  private String goodCall(int run, int number) throws IOException {
    String answer = exchange(run, number, true);
    for (int more = 0; more < RUNS && answer.contains("broke off"); more++) {
      answer = exchange(run, number, true);
    }
    return answer;
  }

  private String exchange(int run, int number, boolean good) throws IOException {
    HostileBytes spoil = new HostileBytes(new Random(SEED + number));
    String mark = "MARK-RUN" + run;
    HostileAnswers answers = new HostileAnswers(spoil, mark, isAnthropic(run));
    boolean agents = !good && spoil.chance();
    provider.script(number, agents || good ? answers.good() : answers.next());
    byte[] body =
        HostileBytes.bytes(
            "{\"model\":\""
                + GatewayFixture.MODEL
                + "\",\"stream\":true,\"messages\":[\""
                + mark
                + "\"]}");
    Access access = accesses.get(run);
    HostileRequests requests =
        new HostileRequests(
            spoil,
            access.path("p" + run) + (isAnthropic(run) ? "/v1/messages" : "/v1/chat/completions"),
            access.token(),
            accesses.get((run + 1) % RUNS).token(),
            number,
            body);
    try {
      return agents ? sent(requests.next(), true, number) : sent(requests.good(), false, number);
    } finally {
      provider.forget(number);
    }
  }

  /** The gateway reads on where a request is not whole, until it hears that no more comes. */
  private String sent(byte[] request, boolean nothingFollows, int number) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      try {
        socket.getOutputStream().write(request);
        if (nothingFollows) {
          socket.shutdownOutput();
        }
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          answer.write(buffer, 0, read);
        }
      } catch (SocketTimeoutException stuck) {
        throw new AssertionError(
            "case %s got no end; so far: %s; nothing follows: %s; lanes: %s; request: %s; threads: %s"
                .formatted(
                    number,
                    answer,
                    nothingFollows,
                    gateway.lanes(),
                    new String(request, StandardCharsets.ISO_8859_1),
                    gatewaysThreads()),
            stuck);
      } catch (IOException reset) {
        // A request that is refused before it was read to its end may be answered by a reset.
        return answer.toString(StandardCharsets.UTF_8);
      }
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  private static String gatewaysThreads() {
    StringBuilder all = new StringBuilder();
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (thread.getName().startsWith("gateway")) {
                all.append("\n").append(thread.getName()).append(' ').append(thread.getState());
                Arrays.stream(stack).limit(12).forEach(at -> all.append("\n    ").append(at));
              }
            });
    return all.toString();
  }

  private static boolean isAnthropic(int run) {
    return run % 2 == 1;
  }
}
