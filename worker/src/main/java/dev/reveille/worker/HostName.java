package dev.reveille.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The host's name, for people. */
public final class HostName {
  private HostName() {}

  public static String get() {
    String named = System.getenv("HOSTNAME");
    if (named != null && !named.isBlank()) {
      return named;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown-host";
    }
  }
}
