package dev.reveille.cli.up;

import dev.reveille.cli.session.Failure;
import dev.reveille.starter.files.field.Durations;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What {@code up} is told beside the options of every command.
 *
 * @param port of the embedded server; 0 for a free one
 * @param uiPort of its Web UI; 0 for a free one
 * @param board where metrics and health are served; port 0 for a free one
 * @param drain how long what runs may go on when this is ended
 */
public record UpOptions(
    int port, int uiPort, InetSocketAddress board, Duration drain, boolean detach) {
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * @throws Failure naming the option, when one cannot be meant
   */
  public static UpOptions of(int port, int uiPort, String board, String drain, boolean detach) {
    requirePort("--port", port);
    requirePort("--ui-port", uiPort);
    if (port != 0 && port == uiPort) {
      throw Failure.usage("--port and --ui-port are both " + port + " (expected: two ports)");
    }
    return new UpOptions(port, uiPort, board(board), drain(drain), detach);
  }

  static Duration drain(String text) {
    return Durations.parse(text)
        .orElseThrow(
            () -> Failure.usage("--drain: '" + text + "' (expected: " + Durations.EXAMPLES + ")"));
  }

  /** {@code PORT} of the loopback, or {@code HOST:PORT}. */
  static InetSocketAddress board(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? LOOPBACK : text.substring(0, colon).replaceAll("[\\[\\]]", "");
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (port >= 0 && port <= 65_535 && !host.isBlank()) {
        return InetSocketAddress.createUnresolved(host, port);
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is no port.
    }
    throw Failure.usage(
        "--board-port: '"
            + text
            + "' (expected: 1 to 65535, 0 for a free one, or HOST:PORT for others to reach it)");
  }

  private static void requirePort(String option, int port) {
    if (port < 0 || port > 65_535) {
      throw Failure.usage(option + ": " + port + " (expected: 1 to 65535, or 0 for a free one)");
    }
  }
}
