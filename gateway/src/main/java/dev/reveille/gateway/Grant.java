package dev.reveille.gateway;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.settings.Provider;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What one attempt of a run is let do.
 *
 * @param job whose turn it is when jobs share a provider
 * @param due requests wait for a provider in the order of their runs' due times
 * @param providers those it may call, each with an address; the pin's and its substitutes'
 * @param hosts {@code host:port} pairs that the attempt may reach through the proxy
 */
public record Grant(
    RunKey key,
    int attempt,
    String job,
    Instant due,
    ModelPin pin,
    List<Provider> providers,
    List<String> hosts) {
  public Grant {
    requireNonNull(key, "key is null");
    requireNonNull(job, "job is null");
    requireNonNull(due, "due is null");
    requireNonNull(pin, "pin is null");
    providers = List.copyOf(providers);
    hosts = List.copyOf(hosts);
    for (Provider provider : providers) {
      if (provider.baseUrl() == null) {
        throw new IllegalArgumentException(
            "providers." + provider.name() + " has no address yet; give it one with Provider.at");
      }
    }
  }

  public Grant(
      RunKey key,
      int attempt,
      String job,
      Instant due,
      ModelPin pin,
      Collection<Provider> providers) {
    this(key, attempt, job, due, pin, List.copyOf(providers), List.of());
  }
}
