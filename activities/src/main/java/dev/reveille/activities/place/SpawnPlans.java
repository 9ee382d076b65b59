package dev.reveille.activities.place;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.activities.agents.AgentStore;
import dev.reveille.activities.agents.KnownAgent;
import dev.reveille.activities.isolation.Guard;
import dev.reveille.activities.isolation.SpawnPlan;
import dev.reveille.activities.runner.BootException;
import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.EnvValue;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.Network;
import dev.reveille.domain.job.Payload;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.RunKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes down what an attempt starts and what that may see, all templates filled in. */
final class SpawnPlans {
  private static final Set<String> EFFORTS =
      Set.of("none", "minimal", "low", "medium", "high", "xhigh");

  private final Host host;
  private final JobDefinition definition;
  private final RunKey key;
  private final Path workspace;
  private final @Nullable Reached reached;
  private final @Nullable Login login;
  private final Templates templates;

  /**
   * @param reached null for a payload without a model
   * @param login null where the agent needs none
   */
  SpawnPlans(
      Host host,
      JobDefinition definition,
      RunKey key,
      Path workspace,
      @Nullable Reached reached,
      @Nullable Login login) {
    this.host = host;
    this.definition = definition;
    this.key = key;
    this.workspace = workspace;
    this.reached = reached;
    this.login = login;
    this.templates = templates();
  }

  /** The plan of the job's payload. */
  SpawnPlan plan() throws BootException, AgentStore.NotInstalled {
    Payload.Command command = definition.payload().command();
    if (command != null) {
      return command(command);
    }
    AgentProfile agent = definition.agent();
    if (agent == null || reached == null) {
      throw new IllegalStateException(definition.id() + ": an agent turn without agent or model");
    }
    return agent(agent, reached);
  }

  /** The same place with the profile's probe in it; empty where it has none. */
  Optional<SpawnPlan> probe(SpawnPlan plan) {
    AgentProfile agent = definition.agent();
    if (agent == null || agent.ready() == null || agent.ready().probe().isEmpty()) {
      return Optional.empty();
    }
    List<String> argv =
        CommandFiles.inFolder(agent.ready().probe(), folder()).stream()
            .map(templates::fill)
            .toList();
    return Optional.of(plan.running(argv, "agents." + agent.name() + ".ready.probe"));
  }

  private Templates templates() {
    Map<String, String> values = new HashMap<>();
    values.put("workspace", workspace.toString());
    values.put("run", key.workflowId());
    values.put("gateway", reached == null ? "" : reached.baseUrl());
    values.put("token", reached == null ? "" : reached.token());
    values.put("message", Optional.ofNullable(definition.payload().message()).orElse(""));
    ModelPin pin = definition.pin();
    if (pin != null) {
      values.put("model", reached == null ? pin.model().model() : reached.model());
      values.put("provider", pin.model().provider());
    }
    return new Templates(values);
  }

  private SpawnPlan command(Payload.Command command) throws BootException {
    Map<String, String> environment = new HashMap<>();
    fill(environment, definition.env());
    fill(environment, command.env());
    Path directory = command.cwd() == null ? workspace : workspace.resolve(command.cwd());
    return SpawnPlan.command(
        key.toString(),
        command.argv().stream().map(templates::fill).toList(),
        environment,
        workspace,
        directory.normalize(),
        guards());
  }

  /**
   * A program that is asked about the run. It is found beside reveille.yaml, where no run can
   * change it, and not in the workspace.
   */
  SpawnPlan beside(List<String> command, String field, Map<String, String> facts)
      throws BootException {
    Map<String, String> environment = new HashMap<>();
    fill(environment, definition.env());
    environment.putAll(facts);
    return SpawnPlan.command(
            key.toString(),
            CommandFiles.inFolder(command, folder()).stream().map(templates::fill).toList(),
            environment,
            workspace,
            workspace,
            guards())
        .named(field);
  }

  private SpawnPlan agent(AgentProfile agent, Reached gateway)
      throws BootException, AgentStore.NotInstalled {
    Map<String, String> environment = new HashMap<>();
    List<String> argv = new ArrayList<>();
    List<Path> read = new ArrayList<>();
    if (definition.network().kind() == Network.Kind.ALLOW || login != null) {
      environment.putAll(gateway.proxy());
    }
    if (agent.known() != null && agent.command().isEmpty()) {
      AgentStore.Start start = start(agent, gateway);
      argv.addAll(start.argv());
      environment.putAll(start.settings());
      read.addAll(start.read());
    } else {
      List<String> command = CommandFiles.inFolder(agent.command(), folder());
      command.forEach(word -> argv.add(templates.fill(word)));
      read.addAll(CommandFiles.besides(command, folder()));
    }
    fill(environment, agent.env());
    fill(environment, definition.env());
    if (BuiltinAgent.NAME.equals(agent.known())) {
      read.addAll(BuiltinAgent.files(environment, folder()));
    }
    read.addAll(inFolder(definition.isolation().read()));
    return new SpawnPlan(
        key.toString(),
        argv,
        "agents." + agent.name() + ".command",
        environment,
        workspace,
        workspace,
        read,
        inFolder(definition.isolation().write()),
        guards(),
        definition.network().kind(),
        host.socket(),
        login == null ? Map.of() : Map.of(login.file(), login.inHome()),
        home(agent),
        false);
  }

  /** What an agent remembers of a shared session lies in its home, which outlives it. */
  private @Nullable Path home(AgentProfile agent) throws BootException {
    SessionName session = SessionName.kept(definition).orElse(null);
    if (session == null) {
      return null;
    }
    try {
      return host.workspaces().sessions().home(session, agent.name());
    } catch (IOException e) {
      throw new BootException(
          "the home of the " + session.words() + " cannot be made: " + e.getMessage(),
          true,
          null,
          e);
    }
  }

  private AgentStore.Start start(AgentProfile agent, Reached gateway)
      throws BootException, AgentStore.NotInstalled {
    String name = String.valueOf(agent.known());
    if (name.equals(DrillAgent.NAME)) {
      return DrillAgent.start(host.drill(), gateway.baseUrl(), gateway.token(), gateway.model());
    }
    if (name.equals(BuiltinAgent.NAME)) {
      ModelPin pin = definition.pin();
      return BuiltinAgent.start(host.builtin(), gateway, pin == null ? Map.of() : pin.lock());
    }
    KnownAgent known =
        KnownAgent.named(name)
            .orElseThrow(
                () ->
                    new BootException(
                        "agent '"
                            + name
                            + "' is known by name, but this version cannot run it yet;"
                            + " give the profile a command of its own",
                        false,
                        null,
                        null));
    return host.agents()
        .start(
            known,
            agent.version(),
            new KnownAgent.Pinned(
                gateway.baseUrl(),
                gateway.token(),
                gateway.model(),
                gateway.api(),
                login != null,
                lockedEffort()));
  }

  /** Agents that can be told their effort keep to the lock by themselves, so it refuses nothing. */
  private @Nullable String lockedEffort() {
    ModelPin pin = definition.pin();
    JsonNode locked = pin == null ? null : pin.lock().get("reasoning_effort");
    String effort = locked == null ? "" : locked.asText();
    return EFFORTS.contains(effort) ? effort : null;
  }

  private void fill(Map<String, String> environment, Map<String, EnvValue> values)
      throws BootException {
    for (Map.Entry<String, EnvValue> entry : values.entrySet()) {
      String literal = entry.getValue().value();
      environment.put(
          entry.getKey(),
          literal != null ? templates.fill(literal) : secret(entry.getKey(), entry.getValue()));
    }
  }

  private String secret(String name, EnvValue value) throws BootException {
    String variable = String.valueOf(value.fromEnv());
    String found = host.secrets().apply(variable);
    if (found == null) {
      throw new BootException(
          "env."
              + name
              + ": the variable "
              + variable
              + " is not set for this worker; set it, or"
              + " write it into .env",
          false,
          null,
          null);
    }
    return found;
  }

  private Path folder() {
    return Path.of(definition.folder());
  }

  private List<Path> inFolder(List<String> paths) {
    return paths.stream().map(path -> folder().resolve(path).normalize()).toList();
  }

  private List<Guard> guards() {
    return Guard.of(folder(), host.data());
  }
}
