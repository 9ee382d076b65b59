package dev.reveille.worker;

import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.BootPolicy;
import dev.reveille.domain.job.EnvValue;
import dev.reveille.domain.job.ExecutePolicy;
import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Keep;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.job.Network;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.Payload;
import dev.reveille.domain.job.Permissions;
import dev.reveille.domain.job.RetryPolicy;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.SessionTarget;
import dev.reveille.domain.job.Stagger;
import dev.reveille.drill.Drill;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Job definitions that run the drill agent from this test's own class path. */
final class Drilled {
  private Drilled() {}

  static JobDefinition agentTurn(Path folder, String id, String flags) {
    return agentTurn(folder, id, flags, Duration.ofSeconds(30), 1, Isolation.Kind.AUTO);
  }

  static JobDefinition agentTurn(
      Path folder,
      String id,
      String flags,
      Duration bootTimeout,
      int bootAttempts,
      Isolation.Kind isolation) {
    return agentTurn(
        folder,
        id,
        flags,
        ModelPin.strict(ModelRef.parse("drill/parade-1")),
        bootTimeout,
        bootAttempts,
        isolation);
  }

  /** A turn pinned to a model, which the agent asks for unless its flags say otherwise. */
  static JobDefinition pinned(Path folder, String id, String flags, ModelPin pin) {
    return agentTurn(folder, id, flags, pin, Duration.ofSeconds(30), 1, Isolation.Kind.AUTO);
  }

  private static JobDefinition agentTurn(
      Path folder,
      String id,
      String flags,
      ModelPin pin,
      Duration bootTimeout,
      int bootAttempts,
      Isolation.Kind isolation) {
    List<String> classPath = classPath();
    AgentProfile agent =
        new AgentProfile(
            "drilled",
            null,
            null,
            AgentProfile.Protocol.ACP,
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                String.join(File.pathSeparator, classPath),
                Drill.class.getName(),
                "agent"),
            Map.of(
                "OPENAI_BASE_URL", EnvValue.literal("{gateway}/v1"),
                "OPENAI_API_KEY", EnvValue.literal("{token}"),
                "OPENAI_MODEL", EnvValue.literal("{model}"),
                "DRILL_AGENT", EnvValue.literal(flags)),
            null);
    List<String> read = new ArrayList<>(classPath);
    read.add(System.getProperty("java.home"));
    return definition(
        folder,
        id,
        Payload.agentTurn("Tune tonight's plan."),
        agent,
        pin,
        new BootPolicy(
            bootTimeout,
            0.7,
            Duration.ofMinutes(1),
            new RetryPolicy(bootAttempts, Duration.ofMillis(200), 1.0, Duration.ofSeconds(1))),
        new Isolation(isolation, read, List.of()));
  }

  /** A one-shot agent of the folder's own. */
  static JobDefinition script(Path folder, String id, String... command) {
    return definition(
        folder,
        id,
        Payload.agentTurn("Say it."),
        new AgentProfile(
            "script", null, null, AgentProfile.Protocol.COMMAND, List.of(command), Map.of(), null),
        ModelPin.strict(ModelRef.parse("drill/parade-1")),
        new BootPolicy(
            Duration.ofSeconds(10),
            0.7,
            Duration.ofMinutes(1),
            new RetryPolicy(1, Duration.ofSeconds(1), 1.0, Duration.ofSeconds(1))),
        Isolation.AUTO);
  }

  static JobDefinition command(Path folder, String id, String... argv) {
    return definition(
        folder,
        id,
        Payload.command(new Payload.Command(List.of(argv), null, Map.of(), null, null, 1 << 20)),
        null,
        null,
        new BootPolicy(
            Duration.ofSeconds(10),
            0.7,
            Duration.ofMinutes(1),
            new RetryPolicy(1, Duration.ofSeconds(1), 1.0, Duration.ofSeconds(1))),
        Isolation.AUTO);
  }

  private static JobDefinition definition(
      Path folder,
      String id,
      Payload payload,
      @Nullable AgentProfile agent,
      @Nullable ModelPin pin,
      BootPolicy boot,
      Isolation isolation) {
    return new JobDefinition(
        JobDefinition.SNAPSHOT,
        id,
        id,
        null,
        "tests",
        folder.toString(),
        SessionTarget.ISOLATED,
        ScheduleRule.every(Duration.ofDays(1), null, Stagger.jitter(Duration.ZERO)),
        payload,
        pin,
        agent,
        null,
        boot,
        new ExecutePolicy(
            Duration.ofSeconds(30),
            new RetryPolicy(1, Duration.ofSeconds(1), 1.0, Duration.ofSeconds(1))),
        null,
        Permissions.FAIL,
        Overlap.SKIP,
        Duration.ofMinutes(10),
        isolation,
        Network.GATEWAY,
        Map.of(),
        Keep.FAILED,
        AlertPolicy.USUAL,
        List.of(),
        null,
        Map.of());
  }

  private static List<String> classPath() {
    String drill =
        Path.of(Drill.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .toString();
    List<String> jackson =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.contains("jackson-") && entry.endsWith(".jar"))
            .toList();
    List<String> all = new ArrayList<>(jackson);
    all.add(0, drill);
    return all;
  }
}
