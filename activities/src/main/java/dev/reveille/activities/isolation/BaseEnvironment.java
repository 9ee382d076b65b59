package dev.reveille.activities.isolation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The little that every run is given of an environment; the worker's own, with its keys, is not.
 */
final class BaseEnvironment {

  static final String SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin";

  private static final List<String> OF_THE_HOST =
      List.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "LANG", "LC_ALL", "TZ");

  private BaseEnvironment() {}

  /** What a user's own program knows of the host, much as under cron. */
  static Map<String, String> ofHost(Map<String, String> host) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", SYSTEM_PATH);
    environment.put("LANG", "C.UTF-8");
    for (String name : OF_THE_HOST) {
      String value = host.get(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    return environment;
  }

  /** What an agent is told of the place it is in. */
  static Map<String, String> inside(String home, String path, Map<String, String> host) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", path);
    environment.put("HOME", home);
    environment.put("USER", "agent");
    environment.put("LOGNAME", "agent");
    environment.put("SHELL", "/bin/sh");
    environment.put("TMPDIR", "/tmp");
    environment.put("LANG", "C.UTF-8");
    String zone = host.get("TZ");
    if (zone != null) {
      environment.put("TZ", zone);
    }
    return environment;
  }
}
