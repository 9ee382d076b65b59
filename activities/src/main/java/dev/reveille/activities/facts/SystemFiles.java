package dev.reveille.activities.facts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Linux tells in files. On other systems there are none, and nothing is known. */
final class SystemFiles {
  /** All of them are shorter, but nothing that is read is trusted to be. */
  private static final int MOST_BYTES = 64 * 1024;

  private static final Pattern SOME = Pattern.compile("(?m)^some avg10=([0-9.]{1,12})");
  private static final Pattern BOOT = Pattern.compile("(?m)^btime ([0-9]{1,15})");
  private static final Pattern IMAGE = Pattern.compile("(?m)^PRETTY_NAME=\"?([^\"\n]{1,100})");

  private final Path root;

  /**
   * @param root under which {@code proc} and {@code etc} are
   */
  SystemFiles(Path root) {
    this.root = root;
  }

  /** In bytes. */
  record Memory(@Nullable Long total, @Nullable Long available) {}

  Memory memory() {
    String text = read("proc/meminfo");
    return new Memory(kilobytes(text, "MemTotal"), kilobytes(text, "MemAvailable"));
  }

  private static @Nullable Long kilobytes(String text, String name) {
    return first(Pattern.compile("(?m)^" + name + ": +([0-9]{1,15}) kB"), text)
        .map(kilobytes -> Long.parseLong(kilobytes) * 1024)
        .orElse(null);
  }

  /** Percent of the last ten seconds in which some task waited; null where nobody counts. */
  @Nullable Double pressure(String of) {
    try {
      return first(SOME, read("proc/pressure/" + of)).map(Double::valueOf).orElse(null);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** When the system was started. */
  @Nullable Instant bootTime() {
    return first(BOOT, read("proc/stat"))
        .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
        .orElse(null);
  }

  /** Name and version of the system, and of its kernel. */
  String osImage() {
    String kernel = System.getProperty("os.name") + " " + System.getProperty("os.version");
    return first(IMAGE, read("etc/os-release")).map(name -> name + ", " + kernel).orElse(kernel);
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private String read(String name) {
    try (InputStream in = Files.newInputStream(root.resolve(name))) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } catch (IOException | SecurityException e) {
      return "";
    }
  }
}
