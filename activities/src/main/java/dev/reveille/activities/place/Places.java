package dev.reveille.activities.place;

import dev.reveille.activities.agents.AgentStore;
import dev.reveille.activities.agents.KnownAgent;
import dev.reveille.activities.isolation.Guard;
import dev.reveille.activities.isolation.IsolationException;
import dev.reveille.activities.isolation.Isolator;
import dev.reveille.activities.isolation.SpawnPlan;
import dev.reveille.activities.place.Workspaces.Workspace;
import dev.reveille.activities.process.Launch;
import dev.reveille.activities.runner.BootException;
import dev.reveille.activities.runner.Place;
import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.EnvValue;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.Payload;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.settings.Provider;
import dev.reveille.gateway.Access;
import dev.reveille.gateway.Grant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Makes ready what an attempt needs before its program starts: a folder, access to the gateway, the
 * program with its environment, and the isolation round it. Blocks for some file look-ups.
 */
public final class Places {
  private final Host host;

  public Places(Host host) {
    this.host = host;
  }

  /**
   * Makes a place. Whoever gets it closes it once the program is dead.
   *
   * @throws BootException naming the field and the remedy; nothing is left behind then
   */
  public Prepared prepare(JobDefinition definition, RunKey key, int attempt, Instant due)
      throws BootException {
    Workspace workspace = workspace(definition, key, attempt);
    Access access = access(definition, key, attempt, due);
    Prepared.Closing closing =
        good -> {
          if (access != null) {
            host.gateway().revoke(access.token());
          }
          host.workspaces().close(workspace, definition.keep(), good);
        };
    try {
      return prepare(definition, key, workspace, access, closing);
    } catch (IsolationException | AgentStore.NotInstalled e) {
      closing.close(true);
      throw new BootException(String.valueOf(e.getMessage()), false, null, e);
    } catch (IOException e) {
      closing.close(true);
      throw new BootException("the run's place cannot be made: " + e.getMessage(), true, null, e);
    } catch (BootException | RuntimeException e) {
      closing.close(true);
      throw e;
    }
  }

  private Prepared prepare(
      JobDefinition definition,
      RunKey key,
      Workspace workspace,
      @Nullable Access access,
      Prepared.Closing closing)
      throws BootException, IsolationException, AgentStore.NotInstalled, IOException {
    boolean command = definition.payload().kind() == Payload.Kind.COMMAND;
    Isolator isolator =
        command
            ? host.isolations().forCommand(definition.isolation().kind())
            : host.isolations().forAgent(definition.isolation().kind());
    ModelPin pin = definition.pin();
    String gateway =
        access == null || pin == null
            ? ""
            : isolator
                .gateway(definition.network().kind(), host.gateway().address())
                .resolve(access.path(pin.model().provider()))
                .toString();
    String token = access == null ? "" : access.token();
    Templates templates = templates(definition, key, workspace.path(), gateway, token);
    SpawnPlan plan =
        command
            ? commandPlan(definition, key, workspace.path(), templates)
            : agentPlan(definition, key, workspace.path(), templates, gateway, token);
    Place place =
        new Place(
            definition,
            isolator.prepare(plan),
            plan.directory().toString(),
            workspace.path(),
            pin == null ? null : pin.model().model(),
            probe(definition, isolator, plan, templates));
    return new Prepared(place, isolator.kind(), host.isolations().shortfall(), closing);
  }

  private static @Nullable Callable<Launch> probe(
      JobDefinition definition, Isolator isolator, SpawnPlan plan, Templates templates) {
    AgentProfile agent = definition.agent();
    if (agent == null || agent.ready() == null || agent.ready().probe().isEmpty()) {
      return null;
    }
    List<String> argv =
        inFolder(agent.ready().probe(), Path.of(definition.folder())).stream()
            .map(templates::fill)
            .toList();
    return () -> isolator.prepare(plan.running(argv, "agents." + agent.name() + ".ready.probe"));
  }

  private Workspace workspace(JobDefinition definition, RunKey key, int attempt)
      throws BootException {
    try {
      return host.workspaces().open(definition, key, attempt);
    } catch (IOException e) {
      throw new BootException("the run's folder cannot be made: " + e.getMessage(), true, null, e);
    }
  }

  private @Nullable Access access(JobDefinition definition, RunKey key, int attempt, Instant due)
      throws BootException {
    ModelPin pin = definition.pin();
    if (pin == null) {
      return null;
    }
    Provider provider = host.providers().get(pin.model().provider());
    if (provider == null) {
      throw new BootException(
          "provider '"
              + pin.model().provider()
              + "' is not among this worker's providers; add it to reveille.yaml and start the"
              + " worker again",
          false,
          null,
          null);
    }
    return host.gateway()
        .open(new Grant(key, attempt, definition.id(), due, pin, List.of(provider)));
  }

  private static Templates templates(
      JobDefinition definition, RunKey key, Path workspace, String gateway, String token) {
    Map<String, String> values = new HashMap<>();
    values.put("workspace", workspace.toString());
    values.put("run", key.workflowId());
    values.put("gateway", gateway);
    values.put("token", token);
    values.put("message", Optional.ofNullable(definition.payload().message()).orElse(""));
    ModelPin pin = definition.pin();
    if (pin != null) {
      values.put("model", pin.model().model());
      values.put("provider", pin.model().provider());
    }
    return new Templates(values);
  }

  private SpawnPlan commandPlan(
      JobDefinition definition, RunKey key, Path workspace, Templates templates)
      throws BootException {
    Payload.Command command = definition.payload().command();
    if (command == null) {
      throw new IllegalStateException(definition.id() + ": a command payload without a command");
    }
    Map<String, String> environment = new HashMap<>();
    fill(environment, definition.env(), templates);
    fill(environment, command.env(), templates);
    Path directory = command.cwd() == null ? workspace : workspace.resolve(command.cwd());
    return SpawnPlan.command(
        key.toString(),
        command.argv().stream().map(templates::fill).toList(),
        environment,
        workspace,
        directory.normalize(),
        guards(definition));
  }

  private SpawnPlan agentPlan(
      JobDefinition definition,
      RunKey key,
      Path workspace,
      Templates templates,
      String gateway,
      String token)
      throws BootException, AgentStore.NotInstalled {
    AgentProfile agent = definition.agent();
    ModelPin pin = definition.pin();
    if (agent == null || pin == null) {
      throw new IllegalStateException(definition.id() + ": an agent turn without agent or model");
    }
    Map<String, String> environment = new HashMap<>();
    List<String> argv = new ArrayList<>();
    List<Path> read = new ArrayList<>();
    if (agent.known() != null && agent.command().isEmpty()) {
      AgentStore.Start start = start(agent, gateway, token, pin.model().model());
      argv.addAll(start.argv());
      environment.putAll(start.settings());
      read.addAll(start.read());
    } else {
      List<String> command = inFolder(agent.command(), Path.of(definition.folder()));
      command.forEach(word -> argv.add(templates.fill(word)));
      read.addAll(besides(command, Path.of(definition.folder())));
    }
    fill(environment, agent.env(), templates);
    fill(environment, definition.env(), templates);
    Path folder = Path.of(definition.folder());
    definition.isolation().read().forEach(path -> read.add(folder.resolve(path).normalize()));
    List<Path> write =
        definition.isolation().write().stream()
            .map(path -> folder.resolve(path).normalize())
            .toList();
    return new SpawnPlan(
        key.toString(),
        argv,
        "agents." + agent.name() + ".command",
        environment,
        workspace,
        workspace,
        read,
        write,
        guards(definition),
        definition.network().kind(),
        host.socket(),
        false);
  }

  /** Files of a command are relative to the folder of reveille.yaml, not to a workspace. */
  private static List<String> inFolder(List<String> command, Path folder) {
    List<String> found = new ArrayList<>();
    for (String word : command) {
      boolean relative = word.contains("/") && !word.startsWith("/") && !word.startsWith("-");
      boolean file = relative && Files.isRegularFile(folder.resolve(word));
      boolean program = relative && found.isEmpty();
      found.add(file || program ? folder.resolve(word).normalize().toString() : word);
    }
    return found;
  }

  /** What a script of a subfolder finds beside itself; the folder itself holds more than that. */
  private static List<Path> besides(List<String> command, Path folder) {
    return command.stream()
        .filter(word -> word.startsWith("/"))
        .map(Path::of)
        .filter(file -> file.startsWith(folder) && Files.isRegularFile(file))
        .map(Path::getParent)
        .filter(parent -> !parent.equals(folder))
        .distinct()
        .toList();
  }

  private AgentStore.Start start(AgentProfile agent, String gateway, String token, String model)
      throws BootException, AgentStore.NotInstalled {
    String name = String.valueOf(agent.known());
    if (name.equals(DrillAgent.NAME)) {
      return DrillAgent.start(host.drill(), gateway, token, model);
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
    return host.agents().start(known, agent.version(), gateway, token, model);
  }

  private void fill(
      Map<String, String> environment, Map<String, EnvValue> values, Templates templates)
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

  private List<Guard> guards(JobDefinition definition) {
    return Guard.of(Path.of(definition.folder()), host.data());
  }
}
