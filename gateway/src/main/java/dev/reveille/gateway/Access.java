package dev.reveille.gateway;

import static java.util.Objects.requireNonNull;

import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.settings.Provider;
import dev.reveille.gateway.pace.Patience;
import dev.reveille.gateway.tunnel.Line;
import dev.reveille.gateway.tunnel.Pass;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt of a run may do: the providers it may call, under a token of its own.
 * Thread-safe. Its text form does not show the token.
 */
public final class Access implements Pass {
  private final Grant grant;
  private final Patience patience;
  private final String token;
  private final URI gateway;
  private final Map<String, Provider> providers = new LinkedHashMap<>();
  private final AtomicInteger seq = new AtomicInteger();
  private final AtomicInteger calls = new AtomicInteger();
  private final Object effectLock = new Object();
  private final AtomicInteger lines = new AtomicInteger();
  private final Set<Exchange> underWay = new HashSet<>();
  private final Set<Line> openLines = new HashSet<>();
  private final ToolBook tools;
  private boolean effect;
  private boolean revoked;

  Access(Grant grant, Patience patience, String token, URI gateway) {
    this.grant = requireNonNull(grant, "grant is null");
    this.patience = patience;
    this.token = token;
    this.gateway = gateway;
    this.tools = new ToolBook(grant.key(), grant.attempt());
    for (Provider provider : grant.providers()) {
      this.providers.put(inPath(provider.name()), provider);
    }
  }

  @Override
  public RunKey key() {
    return grant.key();
  }

  @Override
  public int attempt() {
    return grant.attempt();
  }

  Grant grant() {
    return grant;
  }

  ToolBook tools() {
    return tools;
  }

  /** How long its requests may still be held back. */
  Patience patience() {
    return patience;
  }

  /** A secret, 22 characters of the URL-safe base64 alphabet. */
  public String token() {
    return token;
  }

  /**
   * The path of a provider's base URL, {@code /run/<token>/<provider>}, for agents that reach the
   * gateway by another address than {@link #baseUrl}; agents append {@code /v1/…} to it.
   *
   * @throws IllegalArgumentException when the attempt may not use that provider
   */
  public String path(String provider) {
    if (!providers.containsKey(inPath(provider))) {
      throw new IllegalArgumentException(
          "provider: " + provider + " (expected one of: " + providerNames() + ")");
    }
    return "/run/" + token + "/" + inPath(provider);
  }

  /** The provider's base URL on this host's loopback, without {@code /v1}. */
  public URI baseUrl(String provider) {
    return gateway.resolve(path(provider));
  }

  /** How many requests for a model's work were passed on so far, answered or not. */
  public int calls() {
    return calls.get();
  }

  List<String> providerNames() {
    return providers.values().stream().map(Provider::name).toList();
  }

  /** Takes the name as a path shows it. */
  @Nullable Provider provider(String inPath) {
    return providers.get(inPath);
  }

  int nextSeq() {
    return seq.incrementAndGet();
  }

  /** Has the first call that does work marked before it is forwarded; others wait for the mark. */
  void markEffect(CallRecorder recorder, Instant at) {
    synchronized (effectLock) {
      if (!effect) {
        recorder.effect(key(), attempt(), at);
        effect = true;
      }
    }
    calls.incrementAndGet();
  }

  /** False once the access is revoked: the exchange must not go on. */
  synchronized boolean begin(Exchange exchange) {
    return !revoked && underWay.add(exchange);
  }

  synchronized void ended(Exchange exchange) {
    underWay.remove(exchange);
    notifyAll();
  }

  @Override
  public List<String> hosts() {
    return grant.hosts();
  }

  @Override
  public int nextLine() {
    return lines.incrementAndGet();
  }

  @Override
  public synchronized boolean begin(Line line) {
    return !revoked && openLines.add(line);
  }

  @Override
  public synchronized void ended(Line line) {
    openLines.remove(line);
    notifyAll();
  }

  /** Cuts what is under way, and waits until the ends are recorded; at most for {@code limit}. */
  void revoke(Duration limit) {
    List<Exchange> cut;
    List<Line> cutLines;
    synchronized (this) {
      revoked = true;
      cut = List.copyOf(underWay);
      cutLines = List.copyOf(openLines);
    }
    cut.forEach(Exchange::revoked);
    cutLines.forEach(Line::revoked);
    long deadline = System.nanoTime() + limit.toNanos();
    synchronized (this) {
      try {
        long left = deadline - System.nanoTime();
        while (!(underWay.isEmpty() && openLines.isEmpty()) && left > 0) {
          wait(left / 1_000_000 + 1);
          left = deadline - System.nanoTime();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public String toString() {
    return "access of " + key() + " attempt " + attempt() + " to " + providerNames();
  }

  private static String inPath(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
