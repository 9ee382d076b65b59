package dev.reveille.gateway.tunnel;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host. May block for as long as the system's resolver takes. */
@FunctionalInterface
public interface Names {
  Names OF_THE_SYSTEM = InetAddress::getAllByName;

  InetAddress[] addresses(String host) throws UnknownHostException;
}
