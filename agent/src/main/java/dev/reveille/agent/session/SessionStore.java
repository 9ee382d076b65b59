package dev.reveille.agent.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.agent.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Conversations in files, one a session. Neither the model nor the mode that was chosen is kept: a
 * session that comes back begins with what its agent is told now.
 */
final class SessionStore {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final int VERSION = 1;

  private final Path folder;

  SessionStore(Path state) {
    folder = state.resolve("sessions");
  }

  void save(Session session) throws IOException {
    ObjectNode kept = Json.object().put("version", VERSION).put("id", session.id());
    kept.put("messages", session.conversation().toJson());
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path written =
        Files.createTempFile(
            folder,
            ".writing",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(written, Json.write(kept));
    Files.move(written, file(session.id()), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Empty for a session that was never kept. */
  Optional<Conversation> load(String id) throws IOException {
    if (!ID.matcher(id).matches() || !Files.isRegularFile(file(id))) {
      return Optional.empty();
    }
    try {
      JsonNode kept = Json.read(Files.readString(file(id)));
      if (kept.path("version").asInt() != VERSION) {
        throw new IOException(
            "session " + id + " was kept by another version: " + kept.path("version"));
      }
      return Optional.of(Conversation.fromJson(kept.path("messages").asText()));
    } catch (JsonProcessingException e) {
      throw new IOException("session " + id + " is damaged", e);
    }
  }

  private Path file(String id) {
    return folder.resolve(id + ".json");
  }
}
