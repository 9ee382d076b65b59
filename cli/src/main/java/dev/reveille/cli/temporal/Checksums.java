package dev.reveille.cli.temporal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The SHA-256 list of the pinned release: wheels by file name, binaries by platform. */
record Checksums(Map<String, String> byName) {
  Checksums {
    byName = Map.copyOf(byName);
  }

  /** The list that stands beside this class, in the format of {@code sha256sum}. */
  static Checksums ofPinnedRelease() {
    var resource = "temporal-" + TemporalBinary.CLI_VERSION + ".sha256";
    try (var in = requireNonNull(Checksums.class.getResourceAsStream(resource), resource)) {
      var byName = new HashMap<String, String>();
      new String(in.readAllBytes(), UTF_8)
          .lines()
          .map(line -> line.split("  ", 2))
          .forEach(fields -> byName.put(fields[1], fields[0]));
      return new Checksums(byName);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<String> ofBinary(Platform platform) {
    return Optional.ofNullable(byName.get(platform.name() + "/temporal"));
  }

  /**
   * Compares the file with the list.
   *
   * @throws IOException when the name is not listed, or the content is another
   */
  void check(Path file, String name) throws IOException {
    var expected = byName.get(name);
    if (expected == null) {
      throw new IOException("no checksum is known for " + name);
    }
    var found = sha256(file);
    if (!found.equals(expected)) {
      throw new IOException("the SHA-256 of " + name + " is " + found + ", expected " + expected);
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      var buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
