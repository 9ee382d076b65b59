package dev.reveille.worker.board;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Styles, scripts and the typeface, all from our own jar; under a name that changes with them. */
final class Assets {
  private static final int DIGITS = 12;
  private static final Map<String, String> TYPES =
      Map.of(
          "board.css", "text/css; charset=utf-8",
          "uplot.css", "text/css; charset=utf-8",
          "board.js", "text/javascript; charset=utf-8",
          "htmx.js", "text/javascript; charset=utf-8",
          "uplot.js", "text/javascript; charset=utf-8",
          "inter.woff2", "font/woff2",
          "icon.svg", "image/svg+xml");
  private static final Map<String, String> FILES =
      Map.of(
          "board.css", "board.css",
          "uplot.css", "vendor/uplot.min.css",
          "board.js", "board.js",
          "htmx.js", "vendor/htmx.min.js",
          "uplot.js", "vendor/uplot.min.js",
          "inter.woff2", "vendor/inter-latin.woff2",
          "icon.svg", "icon.svg");

  private final Map<String, byte[]> contents = new TreeMap<>();
  private final String version;

  Assets() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Map.Entry<String, String> file : new TreeMap<>(FILES).entrySet()) {
        byte[] content = read(file.getValue());
        digest.update(content);
        contents.put(file.getKey(), content);
      }
      version = HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] read(String file) {
    try (InputStream content = Assets.class.getResourceAsStream("assets/" + file)) {
      if (content == null) {
        throw new IllegalStateException("the jar lacks the board's " + file);
      }
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where pages find them. */
  String place() {
    return "/assets/" + version + "/";
  }

  /** One of them, to be kept for a year: another content has another place. */
  Optional<Reply> find(String inVersion, String name) {
    byte[] content = inVersion.equals(version) ? contents.get(name) : null;
    return content == null
        ? Optional.empty()
        : Optional.of(
            new Reply(
                200,
                TYPES.getOrDefault(name, ""),
                content,
                Map.of("Cache-Control", "public, max-age=31536000, immutable")));
  }
}
