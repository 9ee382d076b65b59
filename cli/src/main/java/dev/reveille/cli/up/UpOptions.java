package dev.reveille.cli.up;

import dev.reveille.cli.session.Failure;
import dev.reveille.starter.files.field.Durations;
import java.time.Duration;

/**
 * What {@code up} is told beside the options of every command.
 *
 * @param port of the embedded server; 0 for a free one
 * @param uiPort of its Web UI; 0 for a free one
 * @param drain how long what runs may go on when this is ended
 */
public record UpOptions(int port, int uiPort, Duration drain, boolean detach) {
  /**
   * @throws Failure naming the option, when one cannot be meant
   */
  public static UpOptions of(int port, int uiPort, String drain, boolean detach) {
    requirePort("--port", port);
    requirePort("--ui-port", uiPort);
    if (port != 0 && port == uiPort) {
      throw Failure.usage("--port and --ui-port are both " + port + " (expected: two ports)");
    }
    return new UpOptions(port, uiPort, drain(drain), detach);
  }

  static Duration drain(String text) {
    return Durations.parse(text)
        .orElseThrow(
            () -> Failure.usage("--drain: '" + text + "' (expected: " + Durations.EXAMPLES + ")"));
  }

  private static void requirePort(String option, int port) {
    if (port < 0 || port > 65_535) {
      throw Failure.usage(option + ": " + port + " (expected: 1 to 65535, or 0 for a free one)");
    }
  }
}
