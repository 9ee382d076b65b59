package dev.reveille.cli.temporal;

import static java.util.Objects.requireNonNull;

import dev.reveille.cli.data.DataFolder;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server a command talks to, and how it was found: {@code --address}, else the user's Temporal
 * profile where it has an address, else the folder's running {@code up}. {@code --namespace} is
 * over all of them. Credentials of the profile go along with {@code --address}, as in Temporal's
 * own CLI.
 *
 * <p>Immutable. A server found here is never started or stopped.
 */
public final class TemporalTarget {
  /** Within it, a server that only starts is waited for; beyond it, none is there. */
  public static final Duration CONNECT_LIMIT = Duration.ofSeconds(4);

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[0-9a-fA-F:.%]+\\]|[^\\s:/\\[\\]]+):([0-9]{1,5})");

  private final String address;
  private final String namespace;
  private final String origin;
  private final String remedy;
  private final @Nullable TemporalProfile profile;

  private TemporalTarget(
      String address,
      String namespace,
      String origin,
      String remedy,
      @Nullable TemporalProfile profile) {
    this.address = address;
    this.namespace = namespace;
    this.origin = origin;
    this.remedy = remedy;
    this.profile = profile;
  }

  /**
   * The server the flags or the profile name; empty when they name none, and {@code up} then runs
   * an embedded one.
   *
   * @param environment of the process; {@code TEMPORAL_*} is read
   */
  public static Optional<TemporalTarget> given(TargetFlags flags, Map<String, String> environment)
      throws InvalidTarget {
    var profile = TemporalProfile.load(environment);
    var named = profile.address();
    var address = flags.address() == null ? named : flags.address();
    if (address == null) {
      return Optional.empty();
    }
    var origin = flags.address() == null ? profile.origin(environment) : "--address";
    requireHostAndPort(address, origin);
    return Optional.of(
        new TemporalTarget(
            address,
            firstOf(flags.namespace(), profile.namespace()),
            origin,
            "start that server, or correct the address",
            profile));
  }

  /**
   * The server for a command that is not {@code up}: the given one, else that of the running {@code
   * up}.
   *
   * @throws NoServer when there is neither
   */
  public static TemporalTarget forCommand(
      TargetFlags flags, Map<String, String> environment, DataFolder folder)
      throws InvalidTarget, NoServer, IOException {
    var given = given(flags, environment);
    if (given.isPresent()) {
      return given.get();
    }
    var up =
        folder
            .runningUp()
            .orElseThrow(
                () ->
                    new NoServer(
                        "no `reveille up` runs for this folder (looked in "
                            + folder.path()
                            + "), and no address is given; start `reveille up`, or give --address"
                            + " HOST:PORT"));
    return new TemporalTarget(
        up.temporal(),
        firstOf(flags.namespace(), up.namespace()),
        "`reveille up`, pid " + up.pid(),
        "look into " + folder.path().resolve("temporal.log") + ", or start `reveille up` again",
        null);
  }

  /** The embedded server itself. */
  public static TemporalTarget of(EmbeddedTemporal embedded) {
    return new TemporalTarget(
        embedded.address(),
        embedded.namespace(),
        "the embedded server",
        "look into temporal.log in the data folder",
        null);
  }

  /** Host and port. */
  public String address() {
    return address;
  }

  public String namespace() {
    return namespace;
  }

  /** Where the address came from, in words: {@code --address}, a profile, a running up. */
  public String origin() {
    return origin;
  }

  /**
   * Connects, and makes sure that server and namespace are there. Blocks, at most {@link
   * #CONNECT_LIMIT} and a little. The caller shuts the stubs down.
   *
   * @throws NoServer when nobody answers, the credentials are refused, or the namespace is missing
   */
  public WorkflowServiceStubs connect() throws NoServer, InterruptedException {
    return connect(CONNECT_LIMIT);
  }

  /** As {@link #connect()}, waiting up to {@code limit} for a server that only starts. */
  public WorkflowServiceStubs connect(Duration limit) throws NoServer, InterruptedException {
    requireNonNull(limit, "limit is null");
    var stubs = WorkflowServiceStubs.newServiceStubs(stubsOptions());
    var connected = false;
    try {
      new Reach(this, stubs).await(limit);
      connected = true;
      return stubs;
    } finally {
      if (!connected) {
        stubs.shutdownNow();
      }
    }
  }

  /** A client for the namespace on connected stubs. */
  public WorkflowClient client(WorkflowServiceStubs stubs) {
    return WorkflowClient.newInstance(
        stubs, WorkflowClientOptions.newBuilder().setNamespace(namespace).build());
  }

  String remedy() {
    return remedy;
  }

  boolean secured() {
    return profile != null && profile.secured();
  }

  private WorkflowServiceStubsOptions stubsOptions() {
    var options =
        profile == null
            ? WorkflowServiceStubsOptions.newBuilder()
            : WorkflowServiceStubsOptions.newBuilder(
                profile.settings().toWorkflowServiceStubsOptions());
    return options.setTarget(address).build();
  }

  private static String firstOf(@Nullable String flag, @Nullable String other) {
    return flag != null ? flag : other != null ? other : "default";
  }

  private static void requireHostAndPort(String address, String origin) throws InvalidTarget {
    var match = HOST_AND_PORT.matcher(address);
    if (!match.matches() || Integer.parseInt(match.group(2)) > 65535) {
      throw new InvalidTarget(
          "the address \""
              + address
              + "\" ("
              + origin
              + ") is not HOST:PORT (expected: such as 127.0.0.1:7233)");
    }
  }
}
