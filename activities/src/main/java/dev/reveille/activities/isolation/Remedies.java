package dev.reveille.activities.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says what to do about a bubblewrap that does not work. */
final class Remedies {

  private Remedies() {}

  static String missing(String program, String packageName) {
    return program
        + " is not installed; install it with: apt install "
        + packageName
        + " (Debian, Ubuntu), or dnf install "
        + packageName
        + " (Fedora, RHEL)";
  }

  /**
   * @param failure what bubblewrap wrote
   */
  static String forFailure(String failure) {
    return "the trial run of bubblewrap failed: " + failure + "; " + remedy(failure);
  }

  private static String remedy(String failure) {
    if (setting("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1")) {
      return "AppArmor keeps user namespaces from bwrap: give it a profile, in"
          + " /etc/apparmor.d/bwrap: 'abi <abi/4.0>, include <tunables/global> profile bwrap"
          + " /usr/bin/bwrap flags=(unconfined) { userns, }', then: systemctl reload apparmor";
    }
    if (setting("/proc/sys/kernel/unprivileged_userns_clone", "0")) {
      return "this kernel forbids user namespaces to users: sysctl -w"
          + " kernel.unprivileged_userns_clone=1";
    }
    if (setting("/proc/sys/user/max_user_namespaces", "0")) {
      return "this host allows no user namespaces: sysctl -w user.max_user_namespaces=15000";
    }
    if (failure.contains("proc")) {
      return "in a container, /proc cannot be mounted: start it with --security-opt"
          + " systempaths=unconfined --security-opt seccomp=unconfined";
    }
    if (failure.contains("namespace") || failure.contains("Operation not permitted")) {
      return "in a container, user namespaces are often forbidden: start it with --security-opt"
          + " seccomp=unconfined --security-opt apparmor=unconfined";
    }
    if (failure.contains("reveille: socat")) {
      return "socat does not start inside; see whether it runs by itself: socat -V";
    }
    return "see whether bubblewrap runs by itself: bwrap --ro-bind / / true";
  }

  private static boolean setting(String file, String value) {
    try {
      return Files.readString(Path.of(file)).strip().equals(value);
    } catch (IOException noSuchSetting) {
      return false;
    }
  }
}
