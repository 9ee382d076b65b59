package dev.reveille.cli.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.cli.data.AtomicFile;
import dev.reveille.domain.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** When each channel was last tried by hand, and whether it took its notice. */
public final class TrialBook {
  private final Path file;

  private TrialBook(Path file) {
    this.file = file;
  }

  /** The book of a data folder; need not exist. */
  public static TrialBook in(Path data) {
    return new TrialBook(data.resolve("channels-tried.json"));
  }

  /** One trial. */
  public record Trial(Instant at, boolean delivered) {}

  /** The last one of a channel; empty where there was none, or the book cannot be read. */
  public Optional<Trial> last(String channel) {
    try {
      JsonNode trial = read().path(channel);
      return trial.isObject()
          ? Optional.of(
              new Trial(
                  Instant.parse(trial.path("at").asText()), trial.path("delivered").asBoolean()))
          : Optional.empty();
    } catch (IOException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Writes one down, in the place of the last. */
  public void write(String channel, boolean delivered, Instant at) throws IOException {
    ObjectNode all = Json.mapper().createObjectNode();
    try {
      if (read() instanceof ObjectNode known) {
        all = known;
      }
    } catch (IOException e) {
      // One that cannot be read is begun anew: it holds nothing that a trial does not bring back.
      all.removeAll();
    }
    all.putObject(channel).put("at", at.toString()).put("delivered", delivered);
    AtomicFile.write(file, Json.write(all).getBytes(UTF_8));
  }

  private JsonNode read() throws IOException {
    return Files.exists(file)
        ? Json.mapper().readTree(Files.readAllBytes(file))
        : Json.mapper().createObjectNode();
  }
}
