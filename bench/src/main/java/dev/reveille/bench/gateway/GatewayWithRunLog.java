package dev.reveille.bench.gateway;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Trigger;
import dev.reveille.domain.run.Tunnel;
import dev.reveille.domain.settings.Provider;
import dev.reveille.gateway.Access;
import dev.reveille.gateway.CallRecorder;
import dev.reveille.gateway.Gateway;
import dev.reveille.gateway.GatewayOptions;
import dev.reveille.gateway.Grant;
import dev.reveille.runlog.RunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The gateway of a worker without the worker: one run, its calls written to SQLite. */
public final class GatewayWithRunLog {
  private static final RunKey RUN = new RunKey("bench-2026-11-21T22:00:00Z", "run");

  private GatewayWithRunLog() {}

  /** Takes the provider's port and a folder, prints where it serves, and goes on until killed. */
  public static void main(String[] args) throws Exception {
    RunLog log = RunLogs.open(RunLogSettings.sqlite(Path.of(args[1]).resolve("data")));
    Instant now = Instant.now();
    log.open(
        new RunOpened(
            RUN,
            RUN.runId(),
            "default",
            "bench",
            "bench",
            now,
            Trigger.MANUAL,
            "isolated",
            "bench",
            "sha256:0",
            "bench/" + Canned.MODEL,
            60_000,
            900_000,
            now));
    Gateway gateway =
        Gateway.start(GatewayOptions.defaults(), recorder(log), name -> null, Clock.systemUTC());
    Access access =
        gateway.open(
            new Grant(
                RUN,
                1,
                "bench",
                now,
                ModelPin.strict(new ModelRef("bench", Canned.MODEL)),
                List.of(provider(args[0]))));
    System.out.println("serving " + access.baseUrl("bench") + "/v1");
    new CountDownLatch(1).await();
  }

  private static Provider provider(String port) {
    return new Provider(
        "bench",
        Provider.Api.OPENAI,
        URI.create("http://127.0.0.1:" + port + "/v1"),
        null,
        Provider.Auth.KEY,
        null,
        false,
        0,
        Map.of(),
        null,
        Provider.Rate.UNLIMITED,
        Map.of());
  }

  private static CallRecorder recorder(RunLog log) {
    return new CallRecorder() {
      @Override
      public void effect(RunKey key, int attempt, Instant at) {
        log.effect(key, attempt, "model call", at, "bench");
      }

      @Override
      public void call(ModelCall call) {
        log.modelCall(call);
      }

      @Override
      public void tool(ToolUse use) {
        log.toolUse(use);
      }

      @Override
      public void tunnel(Tunnel tunnel) {
        log.tunnel(tunnel);
      }
    };
  }
}
