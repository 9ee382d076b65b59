package dev.reveille.cli.temporal;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How the embedded server is to be run.
 *
 * @param binary the pinned binary, see {@link TemporalBinary}
 * @param folder the data folder; it holds the database, its version stamp, the log and the lock
 * @param namespace made when it is missing, beside {@code default}
 * @param port of gRPC on 127.0.0.1; 0 for a free one
 * @param uiPort of the Web UI on 127.0.0.1; 0 for a free one
 * @param ui false to run without the Web UI
 * @param events told of deaths and restarts, on the watching thread: it must not block
 */
public record ServerSettings(
    Path binary,
    Path folder,
    String namespace,
    int port,
    int uiPort,
    boolean ui,
    Consumer<ServerEvent> events) {
  public ServerSettings {
    requireNonNull(binary, "binary is null");
    requireNonNull(folder, "folder is null");
    requireNonNull(namespace, "namespace is null");
    requireNonNull(events, "events is null");
    requirePort("port", port);
    requirePort("uiPort", uiPort);
    if (port != 0 && ui && port == uiPort) {
      throw new IllegalArgumentException(
          "port and uiPort are both " + port + " (expected: two ports)");
    }
  }

  /** Namespace {@code default}, free ports, with the Web UI, events unheard. */
  public static ServerSettings of(Path binary, Path folder) {
    return new ServerSettings(binary, folder, "default", 0, 0, true, event -> {});
  }

  public ServerSettings withPorts(int port, int uiPort) {
    return new ServerSettings(binary, folder, namespace, port, uiPort, ui, events);
  }

  public ServerSettings withNamespace(String namespace) {
    return new ServerSettings(binary, folder, namespace, port, uiPort, ui, events);
  }

  public ServerSettings withoutUi() {
    return new ServerSettings(binary, folder, namespace, port, 0, false, events);
  }

  public ServerSettings withEvents(Consumer<ServerEvent> events) {
    return new ServerSettings(binary, folder, namespace, port, uiPort, ui, events);
  }

  private static void requirePort(String name, int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(name + ": " + port + " (expected: 0 to 65535)");
    }
  }
}
