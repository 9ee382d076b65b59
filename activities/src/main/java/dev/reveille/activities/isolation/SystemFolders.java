package dev.reveille.activities.isolation;

import java.nio.file.Path;
import java.util.List;

/** The folders of the system that every run sees read-only. */
final class SystemFolders {

  /** Links into /usr on most hosts, folders of their own on some. */
  static final List<Path> BESIDE_USR =
      List.of(
          Path.of("/bin"),
          Path.of("/sbin"),
          Path.of("/lib"),
          Path.of("/lib32"),
          Path.of("/lib64"),
          Path.of("/libx32"));

  static final Path USR = Path.of("/usr");

  /** Of /etc only what holds no secret and programs do not run without. */
  static final List<Path> OF_ETC =
      List.of(
          Path.of("/etc/hosts"),
          Path.of("/etc/nsswitch.conf"),
          Path.of("/etc/localtime"),
          Path.of("/etc/alternatives"),
          Path.of("/etc/ld.so.cache"),
          Path.of("/etc/ld.so.conf"),
          Path.of("/etc/ld.so.conf.d"),
          Path.of("/etc/ssl/certs"),
          Path.of("/etc/ssl/cert.pem"),
          Path.of("/etc/ssl/openssl.cnf"),
          Path.of("/etc/pki/tls/certs"),
          Path.of("/etc/pki/tls/cert.pem"),
          Path.of("/etc/pki/ca-trust/extracted"),
          Path.of("/etc/ca-certificates/extracted"),
          Path.of("/etc/crypto-policies"));

  /** What finding names on the host's network takes. */
  static final List<Path> OF_ETC_FOR_NETWORK =
      List.of(
          Path.of("/etc/resolv.conf"),
          Path.of("/etc/services"),
          Path.of("/etc/protocols"),
          Path.of("/etc/gai.conf"),
          Path.of("/etc/host.conf"));

  private SystemFolders() {}

  static boolean contain(Path path) {
    return path.startsWith(USR)
        || path.startsWith("/etc/alternatives")
        || BESIDE_USR.stream().anyMatch(path::startsWith);
  }
}
