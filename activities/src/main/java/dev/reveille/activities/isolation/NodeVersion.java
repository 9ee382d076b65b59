package dev.reveille.activities.isolation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads which Node a program runs on from the files that are installed beside it. It is not asked
 * itself: it may lie where a run can write, and would be started without any isolation.
 */
final class NodeVersion {
  private static final int MOST_BYTES = 64 * 1024;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,4}){2}");

  private NodeVersion() {}

  /** Such as {@code Node 24.1.0}; empty where it runs on none, and where no file tells. */
  static Optional<String> of(SpawnPlan plan, String searchPath) {
    try {
      String path = plan.environment().getOrDefault("PATH", searchPath);
      Path node = Programs.needed(plan.field(), plan.argv(), path, plan.directory()).node();
      return node == null ? Optional.empty() : version(node).map(number -> "Node " + number);
    } catch (IOException | NotVisibleException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> version(Path node) {
    Path folder = node.getParent();
    Path prefix = folder == null ? null : folder.getParent();
    return prefix == null
        ? Optional.empty()
        : header(read(prefix.resolve("include/node/node_version.h")))
            .or(() -> manifest(read(prefix.resolve("package.json"))))
            .filter(number -> NUMBER.matcher(number).matches());
  }

  /** Of Node's own archives, of version managers and most packages. */
  private static Optional<String> header(String text) {
    return part(text, "MAJOR")
        .flatMap(
            major ->
                part(text, "MINOR")
                    .flatMap(minor -> part(text, "PATCH").map(p -> major + "." + minor + "." + p)));
  }

  private static Optional<String> part(String text, String name) {
    Matcher matcher =
        Pattern.compile("(?m)^#define NODE_" + name + "_VERSION +([0-9]{1,4})$").matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Of npm's package of that name. */
  private static Optional<String> manifest(String text) {
    try {
      JsonNode manifest = Json.mapper().readTree(text);
      return manifest.path("name").asText().equals("node")
          ? Optional.of(manifest.path("version").asText())
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } catch (IOException | SecurityException e) {
      return "";
    }
  }
}
