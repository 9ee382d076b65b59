package dev.reveille.cli.temporal;

import java.util.Locale;

/**
 * A machine kind Temporal releases binaries for, named as its release archives name it, such as
 * {@code linux_amd64}.
 */
record Platform(String name) {
  static Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  /** An unknown system keeps its own name, which no list of checksums holds. */
  static Platform of(String system, String processor) {
    var os = system.toLowerCase(Locale.ROOT);
    var kind = os.contains("mac") || os.contains("darwin") ? "darwin" : os;
    var arch =
        switch (processor.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64", "x64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default -> processor;
        };
    return new Platform(kind + "_" + arch);
  }
}
