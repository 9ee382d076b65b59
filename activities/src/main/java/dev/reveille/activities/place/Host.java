package dev.reveille.activities.place;

import static java.util.Objects.requireNonNull;

import dev.reveille.activities.agents.AgentStore;
import dev.reveille.activities.isolation.Isolations;
import dev.reveille.domain.settings.Provider;
import dev.reveille.gateway.Gateway;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What this host has for runs.
 *
 * @param data the data folder, hidden from every run
 * @param socket the gateway's unix socket
 * @param secrets looks up a variable of the worker's environment; null when unset
 * @param drill the jar of the drill agent; null where it is not installed
 * @param builtin the folder of the built-in agent's jars; null where it is not installed
 */
public record Host(
    Path data,
    Gateway gateway,
    Path socket,
    Isolations isolations,
    AgentStore agents,
    Workspaces workspaces,
    Map<String, Provider> providers,
    UnaryOperator<@Nullable String> secrets,
    @Nullable Path drill,
    @Nullable Path builtin) {
  public Host {
    requireNonNull(data, "data is null");
    providers = Map.copyOf(providers);
  }
}
