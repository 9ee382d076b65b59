package dev.reveille.cli.gateway;

import dev.reveille.cli.session.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code gateway} is told beside the options of every command, as it was typed.
 *
 * @param pin {@code model}, or {@code provider/model}
 * @param locks {@code name=value}
 * @param substitutes as the pin
 * @param port of the gateway on the loopback; 0 for a free one
 * @param command the agent to run; empty for one in another terminal
 */
public record GatewayCall(
    String pin,
    @Nullable String provider,
    List<String> locks,
    List<String> substitutes,
    String unverified,
    int port,
    List<String> command) {
  public GatewayCall {
    locks = List.copyOf(locks);
    substitutes = List.copyOf(substitutes);
    command = List.copyOf(command);
    if (port < 0 || port > 65_535) {
      throw Failure.usage("--port: " + port + " (expected: 1 to 65535, or 0 for a free one)");
    }
  }
}
