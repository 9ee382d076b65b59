package dev.reveille.activities.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.activities.place.SessionFolders;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.RunKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What outlives a session's agents and this worker: by which id each agent knows the session, and
 * whose turn it was last. Shared by the workers of one data folder.
 */
final class SessionMemory {
  private static final Logger LOG = LoggerFactory.getLogger(SessionMemory.class);

  private final SessionFolders folders;

  SessionMemory(SessionFolders folders) {
    this.folders = folders;
  }

  /**
   * @param cwd where it was opened; agents know their sessions by their folders too
   */
  record Known(String sessionId, String cwd) {}

  /** A turn that was admitted on this host. */
  record Admitted(long epoch, RunKey run) {}

  /** The agent's id of the session, if one was kept and the agent works in the same folder. */
  Optional<String> known(SessionName session, String profile, Path cwd) throws IOException {
    return read(folders.agent(session, profile).resolve("session.json"), Known.class)
        .filter(known -> known.cwd().equals(cwd.toString()))
        .map(Known::sessionId);
  }

  void keep(SessionName session, String profile, Path cwd, String sessionId) throws IOException {
    write(
        folders.agent(session, profile).resolve("session.json"),
        new Known(sessionId, cwd.toString()));
  }

  Optional<Admitted> lastTurn(SessionName session) throws IOException {
    return read(turn(session), Admitted.class);
  }

  void keep(SessionName session, Admitted turn) throws IOException {
    write(turn(session), turn);
  }

  private Path turn(SessionName session) throws IOException {
    return folders.made(session).resolve("turn.json");
  }

  /** A file that cannot be understood counts as none: the session then begins anew, and says so. */
  private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
    try {
      JsonNode node = Json.mapper().readTree(Files.readString(file));
      return Optional.ofNullable(Json.mapper().treeToValue(node, type));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      LOG.warn("{} is not readable and is written anew", file);
      return Optional.empty();
    }
  }

  private static void write(Path file, Object value) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, Json.write(value).getBytes(StandardCharsets.UTF_8));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
