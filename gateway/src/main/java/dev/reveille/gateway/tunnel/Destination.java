package dev.reveille.gateway.tunnel;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a line is to lead.
 *
 * @param host as it was written; an IPv6 address without its brackets
 */
record Destination(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})]|([A-Za-z0-9._-]{1,253})):([0-9]{1,5})");
  private static final int HIGHEST = 65_535;

  /** Null for anything but a host and a port, plainly written. */
  static @Nullable Destination of(@Nullable String authority) {
    Matcher matcher = FORM.matcher(authority == null ? "" : authority);
    if (!matcher.matches()) {
      return null;
    }
    int port = Integer.parseInt(matcher.group(3));
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return port < 1 || port > HIGHEST ? null : new Destination(host, port);
  }

  /** No wildcard, no suffix: the same host, whatever its case, and the same port. */
  boolean isAmong(List<String> allowed) {
    return allowed.stream()
        .map(Destination::of)
        .anyMatch(
            other -> other != null && other.port == port && other.host.equalsIgnoreCase(host));
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
