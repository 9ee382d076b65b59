package dev.reveille.activities.alert;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A file that goes with a notice.
 *
 * @param name its path in the run's workspace
 * @param bytes its whole size
 * @param content empty where it was too large to be kept
 */
public record Enclosure(String name, long bytes, byte[] content) {
  public Enclosure {
    requireNonNull(name, "name is null");
    requireNonNull(content, "content is null");
  }

  /** Whether its content is here. */
  boolean isWhole() {
    return content.length == bytes;
  }

  /** Its content, where that is text. */
  Optional<String> text() {
    if (!isWhole()) {
      return Optional.empty();
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException noText) {
      return Optional.empty();
    }
  }
}
