package dev.reveille.cli.drill;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** All incidents, in the order in which they are told. */
final class Incidents {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String CLAIM = "I checked the inbox: there is no new data today.";
  private static final String ANY_TOOLS = "tools: {atLeast: 0}";
  private static final String STEADY = "steady";
  private static final String QUIET = "alerts: false\n";

  private Incidents() {}

  static List<Incident> all() {
    return List.of(
        bootHang(),
        modelSwap(),
        falseSuccess(),
        new Burst(),
        providerDown(),
        new DeadChannel(),
        new WorkerKilled());
  }

  private static Incident bootHang() {
    String hangs = "--hang session/new";
    return new RedRun(
        "boot-hang",
        "After an upgrade the agent hangs in its boot, before it has read its task.",
        "\"triggered, accepted\": the log is green, and nothing ever ran",
        STEADY,
        Map.of(),
        "BOOT_TIMEOUT",
        PATIENCE,
        true,
        JobText.agent(
            "boot-hang",
            STEADY,
            hangs,
            QUIET + "boot: {timeout: 2s, retry: {maxAttempts: 2, initialInterval: 200ms}}\n"),
        JobText.agent("boot-hang", STEADY, hangs, QUIET + "boot: {timeout: 10m}\n"));
  }

  private static Incident modelSwap() {
    String expect = QUIET + "expect: {" + ANY_TOOLS + "}\n";
    return new RedRun(
        "model-swap",
        "The provider answers with a lighter model than the job pins, and says 200.",
        "exit 0, HTTP 200, usual duration",
        "swapped",
        Map.of("model", "light-1", "text", CLAIM),
        "MODEL_MISMATCH",
        PATIENCE,
        false,
        JobText.agent("model-swap", "swapped", "--refusal text", expect),
        JobText.agent(
            "model-swap",
            "swapped",
            "--refusal text",
            expect + "pin: {policy: substitutes, substitutes: [swapped/light-1]}\n"));
  }

  private static Incident falseSuccess() {
    return new RedRun(
        "false-success",
        "Three new files lie in the inbox. The agent's tool fails, and it says: no new data today.",
        "exit 0, and a pleasant answer",
        "claiming",
        Map.of("text", CLAIM, "tool", "cat inbox/missing.csv"),
        "FALSE_NO_DATA",
        PATIENCE,
        false,
        JobText.agent(
            "false-success",
            "claiming",
            "--offer-tool",
            QUIET + "workspace: desk\nexpect: {source: {glob: \"inbox/*.csv\"}}\n"),
        JobText.agent("false-success", "claiming", "--offer-tool", QUIET + "workspace: desk\n"));
  }

  private static Incident providerDown() {
    String agent = "--refusal text";
    String expect = QUIET + "expect: {" + ANY_TOOLS + "}\n";
    return new RedRun(
        "provider-down",
        "The provider answers 503, and nothing else.",
        "exit 0: the agent ended its turn with the error as its answer",
        "down",
        Map.of("status", 503),
        "PROVIDER_OVERLOAD",
        Duration.ofSeconds(20),
        true,
        JobText.agent("provider-down", "down", agent, expect + "patience: 3s\n"),
        JobText.agent("provider-down", "down", agent, expect + "patience: 10m\n"));
  }
}
