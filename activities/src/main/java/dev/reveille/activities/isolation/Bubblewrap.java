package dev.reveille.activities.isolation;

import dev.reveille.activities.process.Launch;
import dev.reveille.domain.job.Isolation;
import dev.reveille.domain.job.Network;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Namespaces by bubblewrap: nothing but the plan's paths, no network but the gateway's socket, no
 * capability, and nothing left when the worker or the agent dies. A user's own program gets only a
 * PID namespace and the guards.
 */
final class Bubblewrap implements Isolator {

  /** Where the gateway is found on the loopback inside. */
  static final int GATEWAY_PORT = 4177;

  private static final Path HOME = Path.of("/home/agent");
  private static final Path SOCKET = Path.of("/run/reveille/gateway.sock");
  private static final Set<Path> TOO_WIDE =
      Set.of(
          Path.of("/"),
          Path.of("/proc"),
          Path.of("/dev"),
          Path.of("/sys"),
          Path.of("/home"),
          Path.of("/run"));

  private static final int TMP_MEGABYTES = 1024;
  private static final int HOME_MEGABYTES = 1024;
  private static final int SMALL_MEGABYTES = 64;

  /**
   * Opens the way to the gateway before the agent begins. The relay is no child of the agent, which
   * might wait for children it does not know.
   */
  private static final String RELAY =
      """
      port=$1 hex=$2 socket=$3
      shift 3
      (socat -t 600 "TCP-LISTEN:$port,bind=127.0.0.1,fork,reuseaddr,backlog=128" \
        "UNIX-CONNECT:$socket" </dev/null >/dev/null 2>&1 &)
      listening() {
        while read -r _ address _ state _; do
          case $address$state in *":$hex"0A) return 0 ;; esac
        done </proc/net/tcp
        return 1
      }
      tries=0
      until listening; do
        tries=$((tries + 1))
        if [ $tries -gt 1000 ]; then
          echo 'reveille: socat did not open the way to the gateway within 10 s' >&2
          exit 126
        fi
        sleep 0.01
      done
      exec "$@"
      """;

  private final String program;
  private final boolean forbidNesting;
  private final Path runtime;
  private final Map<String, String> host;

  /**
   * @param forbidNesting whether this bubblewrap knows {@code --disable-userns}
   * @param runtime private folder for short-lived files
   * @param host the worker's environment
   */
  Bubblewrap(String program, boolean forbidNesting, Path runtime, Map<String, String> host) {
    this.program = program;
    this.forbidNesting = forbidNesting;
    this.runtime = runtime;
    this.host = Map.copyOf(host);
  }

  @Override
  public Isolation.Kind kind() {
    return Isolation.Kind.BUBBLEWRAP;
  }

  @Override
  public URI gateway(Network.Kind network, URI address) {
    return network == Network.Kind.HOST ? address : URI.create("http://127.0.0.1:" + GATEWAY_PORT);
  }

  @Override
  public Launch prepare(SpawnPlan plan) throws IsolationException, IOException {
    Workspace workspace = Workspace.of(plan);
    String searchPath =
        plan.environment()
            .getOrDefault("PATH", host.getOrDefault("PATH", BaseEnvironment.SYSTEM_PATH));
    Programs.Needed needed =
        Programs.needed(plan.field(), plan.argv(), searchPath, workspace.directory());
    return plan.hostFiles() ? ownProgram(plan, workspace) : enclosed(plan, workspace, needed);
  }

  private Launch ownProgram(SpawnPlan plan, Workspace workspace)
      throws IsolationException, IOException {
    Layout layout = new Layout();
    layout.add(new Mount(Path.of("/"), Mount.Kind.WRITABLE, List.of("--dev-bind", "/", "/")));
    for (Guard guard : plan.guards()) {
      layout.guard(guard, false);
    }
    if (layout.around(workspace.root()).filter(Mount::showsHost).isEmpty()) {
      layout.add(Mount.writable(workspace.root()));
    }
    List<String> options = new ArrayList<>(List.of("--die-with-parent", "--unshare-pid"));
    options.addAll(layout.options());
    options.addAll(List.of("--proc", "/proc", "--chdir", workspace.directory().toString()));
    Map<String, String> environment = BaseEnvironment.ofHost(host);
    environment.putAll(plan.environment());
    return BwrapLaunch.of(plan, program, runtime, environment, options, plan.argv());
  }

  private Launch enclosed(SpawnPlan plan, Workspace workspace, Programs.Needed needed)
      throws IsolationException, IOException {
    workspace.requireUsable(runtime);
    List<String> options = new ArrayList<>(namespaces(plan));
    environment(plan, needed)
        .forEach((name, value) -> options.addAll(List.of("--setenv", name, value)));
    options.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
    options.addAll(layout(plan, workspace, needed).options());
    // Started by root, the uid inside is root's own outside, and owns the files of /proc/sys and
    // sysrq-trigger: bubblewrap covers only what may be written as a folder.
    options.addAll(List.of("--remount-ro", "/proc"));
    options.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/"));
    options.addAll(List.of("--chdir", workspace.directory().toString()));
    return BwrapLaunch.of(
        plan,
        program,
        runtime,
        Map.of("PATH", BaseEnvironment.SYSTEM_PATH),
        options,
        command(plan));
  }

  private List<String> namespaces(SpawnPlan plan) {
    List<String> options =
        new ArrayList<>(
            List.of("--unshare-all", "--unshare-user", "--uid", "1000", "--gid", "1000"));
    options.addAll(
        List.of("--cap-drop", "ALL", "--die-with-parent", "--new-session", "--clearenv"));
    options.addAll(List.of("--hostname", "reveille"));
    if (forbidNesting) {
      options.add("--disable-userns");
    }
    if (plan.network() == Network.Kind.HOST) {
      options.add("--share-net");
    }
    return options;
  }

  private Map<String, String> environment(SpawnPlan plan, Programs.Needed needed) {
    Set<String> path = new LinkedHashSet<>();
    needed.folders().forEach(folder -> path.add(folder.toString()));
    path.addAll(List.of(BaseEnvironment.SYSTEM_PATH.split(":")));
    Map<String, String> environment =
        BaseEnvironment.inside(HOME.toString(), String.join(":", path), host);
    environment.putAll(plan.environment());
    return environment;
  }

  private Layout layout(SpawnPlan plan, Workspace workspace, Programs.Needed needed)
      throws IsolationException, IOException {
    Layout layout = new Layout();
    system(layout, plan.network());
    layout.add(Mount.empty(Path.of("/tmp"), TMP_MEGABYTES));
    layout.add(Mount.empty(Path.of("/var/tmp"), SMALL_MEGABYTES));
    layout.add(Mount.empty(Path.of("/run"), SMALL_MEGABYTES));
    layout.add(Mount.empty(Path.of("/dev/shm"), SMALL_MEGABYTES));
    Path home = plan.home();
    layout.add(home == null ? Mount.empty(HOME, HOME_MEGABYTES) : Mount.writable(home, HOME));
    for (Path path : plan.read()) {
      layout.add(Mount.readable(named("isolation.read", path)));
    }
    for (Path path : plan.write()) {
      layout.add(Mount.writable(named("isolation.write", path)));
    }
    layout.add(Mount.writable(named("workspace", workspace.root())));
    for (Guard guard : plan.guards()) {
      layout.guard(guard, true);
    }
    plan.homeFiles().forEach((file, name) -> layout.add(Mount.writable(file, HOME.resolve(name))));
    needed.paths().forEach(layout::show);
    needed.links().forEach(layout::link);
    Path socket = plan.gatewaySocket();
    if (socket != null && plan.network() != Network.Kind.HOST) {
      layout.add(Mount.readable(socket, SOCKET));
    }
    return layout;
  }

  private void system(Layout layout, Network.Kind network) throws IOException {
    layout.add(Mount.readable(SystemFolders.USR));
    for (Path folder : SystemFolders.BESIDE_USR) {
      if (Files.isSymbolicLink(folder)) {
        layout.add(Mount.link(folder, Files.readSymbolicLink(folder).toString()));
      } else if (Files.isDirectory(folder)) {
        layout.add(Mount.readable(folder));
      }
    }
    List<Path> etc = new ArrayList<>(SystemFolders.OF_ETC);
    if (network == Network.Kind.HOST) {
      etc.addAll(SystemFolders.OF_ETC_FOR_NETWORK);
    }
    // Debian's JDKs keep their configuration in /etc and do not start without it.
    try (DirectoryStream<Path> jdks = Files.newDirectoryStream(Path.of("/etc"), "java-*-openjdk")) {
      jdks.forEach(etc::add);
    }
    etc.stream().filter(Files::exists).forEach(path -> layout.add(Mount.readable(path)));
    accounts(layout);
  }

  private void accounts(Layout layout) throws IOException {
    Path passwd = runtime.resolve("passwd");
    Path group = runtime.resolve("group");
    if (!Files.exists(passwd)) {
      Files.writeString(passwd, "agent:x:1000:1000:agent:" + HOME + ":/bin/sh\n");
    }
    if (!Files.exists(group)) {
      Files.writeString(group, "agent:x:1000:\n");
    }
    layout.add(Mount.readable(passwd, Path.of("/etc/passwd")));
    layout.add(Mount.readable(group, Path.of("/etc/group")));
  }

  private static Path named(String field, Path path) throws IsolationException {
    if (TOO_WIDE.contains(path)) {
      throw new IsolationException(
          field, path + " is too wide to be bound into a run (expected: a folder below it)");
    }
    if (!Files.exists(path)) {
      throw new NotVisibleException(field, path.toString(), "does not exist");
    }
    return path;
  }

  private static List<String> command(SpawnPlan plan) {
    if (plan.gatewaySocket() == null || plan.network() == Network.Kind.HOST) {
      return plan.argv();
    }
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", RELAY, "reveille"));
    command.add(String.valueOf(GATEWAY_PORT));
    command.add(String.format(Locale.ROOT, "%04X", GATEWAY_PORT));
    command.add(SOCKET.toString());
    command.addAll(plan.argv());
    return command;
  }
}
