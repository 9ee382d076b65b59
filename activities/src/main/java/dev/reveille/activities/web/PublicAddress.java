package dev.reveille.activities.web;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells the addresses of the public internet from those behind which somebody's own machines,
 * credentials or control panels may stand.
 */
final class PublicAddress {
  private static final List<Range> CLOSED =
      List.of(
          Range.of("0.0.0.0", 8),
          Range.of("10.0.0.0", 8),
          Range.of("100.64.0.0", 10),
          Range.of("127.0.0.0", 8),
          Range.of("169.254.0.0", 16),
          Range.of("172.16.0.0", 12),
          Range.of("192.0.0.0", 24),
          Range.of("192.168.0.0", 16),
          Range.of("198.18.0.0", 15),
          Range.of("224.0.0.0", 3),
          // Azure answers its own machines there, at an address that looks public.
          Range.of("168.63.129.16", 32),
          Range.of("::", 96),
          Range.of("64:ff9b:1::", 48),
          Range.of("100::", 64),
          Range.of("2001::", 32),
          Range.of("fc00::", 7),
          Range.of("fe80::", 10),
          Range.of("fec0::", 10),
          Range.of("ff00::", 8));
  private static final Range NAT64 = Range.of("64:ff9b::", 96);
  private static final Range SIX_TO_FOUR = Range.of("2002::", 16);
  private static final int IPV4_BYTES = 4;

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (NAT64.holds(bytes)) {
      return isIpv4(bytes, 12);
    }
    if (SIX_TO_FOUR.holds(bytes)) {
      return isIpv4(bytes, 2);
    }
    return CLOSED.stream().noneMatch(range -> range.holds(bytes));
  }

  /** An IPv4 address that stands inside an IPv6 one. */
  private static boolean isIpv4(byte[] bytes, int from) {
    try {
      return is(Inet4Address.getByAddress(Arrays.copyOfRange(bytes, from, from + IPV4_BYTES)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  /** Addresses with the same beginning. */
  private record Range(byte[] first, int bits) {
    static Range of(String first, int bits) {
      try {
        return new Range(InetAddress.getByName(first).getAddress(), bits);
      } catch (UnknownHostException e) {
        throw new IllegalStateException(first + " is an address", e);
      }
    }

    boolean holds(byte[] address) {
      if (address.length != first.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int differing = (address[bit / 8] ^ first[bit / 8]) & 0xff;
        if ((differing & 0x80 >> bit % 8) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
