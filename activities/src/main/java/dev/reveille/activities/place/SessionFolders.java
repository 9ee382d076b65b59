package dev.reveille.activities.place;

import dev.reveille.domain.Json;
import dev.reveille.domain.job.SessionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What shared sessions keep on this host: the folder their turns work in, and the home of each
 * agent, where it remembers what was said.
 */
public final class SessionFolders {
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

  private static Path made(Path folder) throws IOException {
    return Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static String digest(String text) {
    return Json.digest(text).replace("sha256:", "").substring(0, DIGITS);
  }
}
