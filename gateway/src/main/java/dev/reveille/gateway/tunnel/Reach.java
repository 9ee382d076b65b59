package dev.reveille.gateway.tunnel;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells addresses that a mere name must not lead to: who owns a name could point it anywhere. */
final class Reach {
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  /** Where clouds hand out credentials, beside the link-local 169.254.169.254. */
  private static final Set<String> METADATA =
      Set.of("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

  /** NAT64's well-known prefix, 64:ff9b::/96. */
  private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

  private Reach() {}

  /** Why this host may not lead to this address; null where it may. */
  static @Nullable String obstacle(String host, InetAddress address) {
    if (namesItself(host)) {
      return null;
    }
    InetAddress real = unwrapped(address);
    if (real.isLoopbackAddress() || real.isAnyLocalAddress()) {
      return "leads to this machine itself";
    }
    if (real.isLinkLocalAddress() || METADATA.contains(real.getHostAddress())) {
      return "leads to an address where clouds keep credentials";
    }
    return real.isMulticastAddress() ? "leads to a multicast address" : null;
  }

  /** Whoever writes the address itself into the allow-list means it. */
  private static boolean namesItself(String host) {
    return host.contains(":") || IPV4.matcher(host).matches() || host.equalsIgnoreCase("localhost");
  }

  private static InetAddress unwrapped(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (!(address instanceof Inet6Address v6)) {
      return address;
    }
    boolean translated = Arrays.equals(bytes, 0, NAT64.length, NAT64, 0, NAT64.length);
    boolean compatible = v6.isIPv4CompatibleAddress() && !v6.isLoopbackAddress();
    if (!translated && !compatible) {
      return address;
    }
    try {
      return Inet4Address.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
