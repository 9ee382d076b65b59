package dev.reveille.runlog;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which host this is.
 *
 * @param boot one boot of one kernel: what processes must share to share SQLite's memory file
 * @param machine stays over boots; null where there is none, as in many containers
 * @param name for people
 */
record HostIdentity(String boot, @Nullable String machine, String name) {
  HostIdentity {
    requireNonNull(boot, "boot is null");
    requireNonNull(name, "name is null");
  }

  static HostIdentity ofThisHost() {
    String name = hostName();
    String boot = line(Path.of("/proc/sys/kernel/random/boot_id"));
    String machine = line(Path.of("/etc/machine-id"));
    // macOS has neither: there the name is all that is known without a program to ask.
    return boot == null
        ? new HostIdentity("name:" + name, "name:" + name, name)
        : new HostIdentity(boot, machine, name);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static @Nullable String line(Path file) {
    try {
      String text = Files.readString(file).strip();
      return text.isEmpty() ? null : text;
    } catch (IOException e) {
      return null;
    }
  }
}
