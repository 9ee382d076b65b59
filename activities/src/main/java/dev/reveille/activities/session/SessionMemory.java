package dev.reveille.activities.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.activities.acp.Earlier;
import dev.reveille.activities.place.SessionFolders;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.SessionName;
import dev.reveille.domain.run.RunKey;
import dev.reveille.workflows.BootActivity.SessionGrant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What outlives a session's agents and this worker: by which id each agent knows the session, and
 * whose turn it was last. Shared by the workers of one data folder.
 */
final class SessionMemory {
  private static final Logger LOG = LoggerFactory.getLogger(SessionMemory.class);

  /** Boots that may fail while they open what was said before; then a new session is opened. */
  private static final int MOST_FAILURES = 2;

  private final SessionFolders folders;

  SessionMemory(SessionFolders folders) {
    this.folders = folders;
  }

  /**
   * By what an agent knows the session.
   *
   * @param cwd where it was opened; agents know their sessions by their folders too
   * @param failures boots in a row that ended while they opened it
   */
  record Known(String sessionId, String cwd, int failures) {
    Known failedAgain() {
      return new Known(sessionId, cwd, failures + 1);
    }
  }

  /**
   * A turn that was admitted on this host.
   *
   * @param hosts queues of all workers of this data folder that had turns of the session
   * @param elsewhere whether the turn before was on a host that shares nothing with this one
   */
  record Admitted(long epoch, RunKey run, Set<String> hosts, boolean elsewhere) {
    Admitted {
      hosts = hosts == null ? Set.of() : Set.copyOf(hosts);
    }

    /** Whether the session has passed to another run since a grant. */
    boolean outdates(SessionGrant grant, RunKey of) {
      return epoch > grant.epoch() || (epoch == grant.epoch() && !run.equals(of));
    }

    /** The next turn, or the same one once more, which came from where it came at first. */
    static Admitted after(
        @Nullable Admitted last, SessionGrant grant, RunKey run, String hostQueue) {
      Set<String> hosts = new TreeSet<>(last == null ? Set.of() : last.hosts());
      hosts.add(hostQueue);
      String from = grant.lastHost();
      boolean elsewhere =
          (last != null && last.epoch() == grant.epoch())
              ? last.elsewhere()
              : from != null && !hosts.contains(from);
      return new Admitted(grant.epoch(), run, hosts, elsewhere);
    }
  }

  /** What an agent can go on with of an admitted turn's session, in that folder. */
  Earlier earlier(SessionGrant grant, String profile, Path cwd) throws IOException {
    Known known = known(grant.name(), profile).orElse(null);
    if (known == null) {
      return grant.lastHost() == null
          ? Earlier.NONE
          : Earlier.lost(
              isElsewhere(grant.name())
                  ? "its turns before were on another host, where what was said stays"
                  : "nothing is kept here of an agent " + profile + " in it");
    }
    if (!known.cwd().equals(cwd.toString())) {
      return Earlier.lost("the agent " + profile + " knows it in another folder");
    }
    return known.failures() >= MOST_FAILURES
        ? Earlier.lost("the last " + known.failures() + " boots ended while it was opened")
        : Earlier.known(known.sessionId());
  }

  /** What an agent that goes on with an admitted turn's session misses all the same, in words. */
  @Nullable String missed(SessionName session) throws IOException {
    return isElsewhere(session)
        ? "the last turns were on another host, and what was said there is not known here"
        : null;
  }

  private boolean isElsewhere(SessionName session) throws IOException {
    return lastTurn(session).map(Admitted::elsewhere).orElse(false);
  }

  Optional<Known> known(SessionName session, String profile) throws IOException {
    return read(folders.agent(session, profile).resolve("session.json"), Known.class);
  }

  void keep(SessionName session, String profile, Known known) throws IOException {
    write(folders.agent(session, profile).resolve("session.json"), known);
  }

  Optional<Admitted> lastTurn(SessionName session) throws IOException {
    return read(turn(session), Admitted.class);
  }

  void keep(SessionName session, Admitted turn) throws IOException {
    write(turn(session), turn);
  }

  private Path turn(SessionName session) throws IOException {
    return folders.made(session).resolve(SessionFolders.TURN);
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
