package dev.reveille.activities.session;

import dev.reveille.activities.acp.Earlier;
import dev.reveille.activities.acp.StageListener;
import dev.reveille.activities.isolation.SpawnPlan;
import dev.reveille.activities.lease.Seats;
import dev.reveille.activities.place.SessionFolders;
import dev.reveille.activities.process.Launch;
import dev.reveille.activities.process.Spawner;
import dev.reveille.activities.runner.AcpRunner;
import dev.reveille.activities.runner.Place;
import dev.reveille.activities.runner.SharedAgent;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Tunnel;
import dev.reveille.gateway.CallRecorder;
import dev.reveille.gateway.Gateway;
import dev.reveille.gateway.GatewayOptions;
import dev.reveille.workflows.BootActivity.SessionGrant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.MutableClock;

/** Sessions of hosts, whose agents are a few lines of shell and whose clock stands still. */
final class SessionBench implements AutoCloseable {
  static final Duration IDLE = Duration.ofMinutes(30);

  private static final String AGENT =
      """
      read -r line
      echo '{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":1}}'
      read -r line
      echo '{"jsonrpc":"2.0","id":2,"result":{"sessionId":"s1"}}'
      cat > /dev/null
      """;
  private static final String JOB =
      """
      {"snapshot": 1, "id": "nightly", "name": "Nightly", "owner": "desk", "folder": "/srv",
       "target": "main",
       "schedule": {"kind": "cron", "expr": "0 22 * * *", "tz": "UTC",
         "stagger": {"auto": false, "jitter": "PT5S"}, "dst": "once"},
       "payload": {"kind": "systemEvent", "message": "Tune it."},
       "pin": {"model": "openai/gpt-5.4-nano", "policy": "strict", "substitutes": [], "lock": {}},
       "agent": {"name": "%s", "protocol": "acp", "command": ["sh"], "env": {}},
       "boot": {"timeout": "PT60S", "warnAt": 0.7, "maxQueue": "PT10M", "retry":
         {"maxAttempts": 1, "initialInterval": "PT1S", "backoff": 1.0, "maxInterval": "PT1S"}},
       "execute": {"timeout": "PT15M", "retry":
         {"maxAttempts": 1, "initialInterval": "PT1S", "backoff": 1.0, "maxInterval": "PT1S"}},
       "permissions": "fail", "overlap": "skip", "catchup": "PT10M",
       "isolation": {"kind": "auto", "read": [], "write": []},
       "network": {"kind": "gateway", "allow": []},
       "env": {}, "keep": "failed", "alerts": [], "deliver": [], "carried": {}}
      """;

  private final Path folder;
  private final Spawner spawner;
  private final Gateway gateway;
  private final MutableClock clock = MutableClock.of(Instant.now(), ZoneOffset.UTC);

  SessionBench(Path folder) throws IOException {
    this.folder = folder;
    this.spawner = Spawner.open(folder.resolve("processes"), Clock.systemUTC());
    this.gateway = Gateway.start(GatewayOptions.defaults(), new Deaf(), key -> null, clock);
  }

  /** A worker whose data folder is the bench's. */
  SharedSessions sessions(String hostQueue) {
    return sessions(hostQueue, "sessions");
  }

  /** A worker that shares nothing with the others. */
  SharedSessions elsewhere(String hostQueue) {
    return sessions(hostQueue, hostQueue);
  }

  private SharedSessions sessions(String hostQueue, String name) {
    return new SharedSessions(
        new SessionFolders(folder.resolve(name)), hostQueue, IDLE, new Seats(2), clock);
  }

  JobDefinition job() {
    return jobOf("scripted");
  }

  JobDefinition jobOf(String agent) {
    return Json.read(JOB.formatted(agent), JobDefinition.class);
  }

  /** Starts an agent for a turn that is admitted with it. */
  WarmAgent keep(SharedSessions sessions, SessionGrant grant, RunKey run) throws Exception {
    sessions.admit(grant, run);
    return keepAdmitted(sessions, grant, run);
  }

  WarmAgent keepAdmitted(SharedSessions sessions, SessionGrant grant, RunKey run) throws Exception {
    Launch launch =
        Launch.of("run", List.of("/bin/sh", "-c", AGENT), Map.of("PATH", "/usr/bin:/bin"), folder);
    Place place = new Place(job(), launch, folder.toString(), folder, null, null);
    SharedAgent agent =
        new AcpRunner(spawner, Clock.systemUTC())
            .open(place, Earlier.NONE, new Silent(), process -> {});
    SpawnPlan plan = SpawnPlan.command("run", List.of("sh"), Map.of(), folder, folder, List.of());
    WarmAgent.Start start = new WarmAgent.Start(plan, "gpt-5.4-nano", gateway.door(), false);
    return sessions.keep(grant, run, job(), folder, agent, start, null);
  }

  Instant now() {
    return clock.instant();
  }

  void pass(Duration time) {
    clock.add(time);
  }

  @Override
  public void close() {
    gateway.close();
    spawner.close();
  }

  private static final class Silent implements StageListener {
    @Override
    public void started(String stage) {}

    @Override
    public void ended(String stage, @Nullable String note) {}
  }

  private static final class Deaf implements CallRecorder {
    @Override
    public void effect(RunKey key, int attempt, Instant at) {}

    @Override
    public void call(ModelCall call) {}

    @Override
    public void tool(ToolUse use) {}

    @Override
    public void tunnel(Tunnel tunnel) {}
  }
}
