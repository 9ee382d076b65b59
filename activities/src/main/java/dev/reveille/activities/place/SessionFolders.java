package dev.reveille.activities.place;

import dev.reveille.activities.process.Disposables;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.SessionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What shared sessions keep on this host: the folder their turns work in, and the home of each
 * agent, where it remembers what was said.
 */
public final class SessionFolders {
  /** Of each session's folder: written at the beginning of each turn. */
  public static final String TURN = "turn.json";

  private static final Logger LOG = LoggerFactory.getLogger(SessionFolders.class);
  private static final String ASIDE = ".gone-";
  private static final int DIGITS = 12;

  private final Path root;

  /**
   * @param root made when first needed, for the worker's user alone
   */
  public SessionFolders(Path root) {
    this.root = root;
  }

  /** A session's own folder, whether or not it is there; of two sessions never the same. */
  public Path folder(SessionName session) {
    String readable = session.target().replaceAll("[^A-Za-z0-9.-]", "_");
    return root.resolve(readable + "-" + digest(session.owner() + "\n" + session.target()));
  }

  /** The session's own folder, made if need be. */
  public Path made(SessionName session) throws IOException {
    return made(folder(session));
  }

  /** Where its turns work that name no workspace; whether or not it is there. */
  Path workspace(SessionName session) {
    return folder(session).resolve("workspace");
  }

  /** The home of an agent of the session, made if need be. Each profile has one of its own. */
  Path home(SessionName session, String profile) throws IOException {
    return made(agent(session, profile).resolve("home"));
  }

  /** What is known of an agent of the session; the folder is made if need be. */
  public Path agent(SessionName session, String profile) throws IOException {
    return made(folder(session).resolve("agent-" + digest(profile)));
  }

  /**
   * Takes the folders of sessions away whose last turn began before an instant; a session that
   * comes back then begins with nothing.
   *
   * @return what is to be deleted, with what an earlier deletion left
   */
  public List<Path> setAside(Instant before, Set<SessionName> inUse) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    Set<Path> kept = inUse.stream().map(this::folder).collect(Collectors.toSet());
    List<Path> aside = new ArrayList<>();
    try (Stream<Path> all = Files.list(root)) {
      for (Path folder : all.toList()) {
        if (folder.getFileName().toString().startsWith(ASIDE)) {
          aside.add(folder);
        } else if (!kept.contains(folder) && lastTurn(folder).isBefore(before)) {
          aside.add(Files.move(folder, root.resolve(ASIDE + folder.getFileName())));
        }
      }
    } catch (IOException e) {
      LOG.warn("kept sessions in {} cannot be looked through: {}", root, e.getMessage());
    }
    return aside;
  }

  private static Instant lastTurn(Path folder) {
    Path turn = folder.resolve(TURN);
    try {
      return Files.getLastModifiedTime(Files.exists(turn) ? turn : folder).toInstant();
    } catch (IOException e) {
      return Instant.MAX;
    }
  }

  /** Deletes a folder that was set aside, for good. Blocking. */
  public static void delete(Path aside) {
    try {
      Disposables.delete(List.of(aside));
    } catch (IOException e) {
      LOG.warn("{} could not be deleted: {}", aside, e.getMessage());
    }
  }

  private static Path made(Path folder) throws IOException {
    return Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static String digest(String text) {
    return Json.digest(text).replace("sha256:", "").substring(0, DIGITS);
  }
}
