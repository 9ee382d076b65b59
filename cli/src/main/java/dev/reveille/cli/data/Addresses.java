package dev.reveille.cli.data;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reveille.domain.run.RunKey;
import dev.reveille.worker.board.page.Links;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a running {@code up} can be reached, as it writes it to its data folder for the other
 * commands.
 *
 * @param temporal host and port of the server's gRPC endpoint
 * @param ui the Temporal Web UI; null where it is not known (a given server)
 * @param board the board; null where there is none
 * @param pid the process id of {@code up}
 */
public record Addresses(
    String temporal,
    String namespace,
    @Nullable URI ui,
    @Nullable URI board,
    long pid,
    Instant started) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public Addresses {
    requireNonNull(temporal, "temporal is null");
    requireNonNull(namespace, "namespace is null");
    requireNonNull(started, "started is null");
  }

  /** A run's page in Temporal's Web UI; empty where that is not known. */
  public Optional<String> inTemporal(RunKey run) {
    return Optional.ofNullable(Links.temporal(ui, namespace, run));
  }

  /** A run's page on the board; empty where there is none. */
  public Optional<String> onBoard(RunKey run) {
    return Optional.ofNullable(board).map(address -> address.resolve(Links.run(run)).toString());
  }

  byte[] toJson() throws IOException {
    var node = JSON.createObjectNode();
    node.put("temporal", temporal);
    node.put("namespace", namespace);
    node.put("ui", ui == null ? null : ui.toString());
    node.put("board", board == null ? null : board.toString());
    node.put("pid", pid);
    node.put("started", started.toString());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
  }

  static Addresses fromJson(byte[] json) throws IOException {
    var node = JSON.readTree(json);
    try {
      return new Addresses(
          node.required("temporal").asText(),
          node.required("namespace").asText(),
          uri(node.path("ui")),
          uri(node.path("board")),
          node.required("pid").asLong(),
          Instant.parse(node.required("started").asText()));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("not an addresses file: " + e.getMessage(), e);
    }
  }

  private static @Nullable URI uri(JsonNode node) {
    return node.isTextual() ? URI.create(node.asText()) : null;
  }
}
