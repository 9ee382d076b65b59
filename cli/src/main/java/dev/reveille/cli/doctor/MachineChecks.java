package dev.reveille.cli.doctor;

import dev.reveille.activities.isolation.Isolations;
import dev.reveille.activities.process.Disposables;
import dev.reveille.activities.process.Spawner;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.LocalTimes;
import dev.reveille.domain.Spoken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The machine itself, whatever the jobs are. */
final class MachineChecks {
  private static final int OLDEST_JAVA = 17;

  /**
   * Before it, nothing of this program existed: such a clock is wrong, and so is every due time.
   */
  private static final Instant BEGINNING = Instant.parse("2026-11-01T00:00:00Z");

  private static final List<String> USUAL_KEYS = List.of("OPENAI_API_KEY", "ANTHROPIC_API_KEY");

  /** Where it is there, systemd has the clock from the network. */
  private static final Path KEPT = Path.of("/run/systemd/timesync/synchronized");

  private static final long GIB = 1L << 30;
  private static final long TIGHT = 5 * GIB;

  private MachineChecks() {}

  static Check java() {
    Runtime.Version version = Runtime.version();
    String found = version + ", " + System.getProperty("java.home");
    return version.feature() >= OLDEST_JAVA
        ? Check.good("java", found)
        : Check.bad("java", found, "install a JDK of version " + OLDEST_JAVA + " or newer");
  }

  static Check clock(Clock clock) {
    Instant now = clock.instant();
    String found = LocalTimes.full(now) + " " + ZoneId.systemDefault();
    return now.isBefore(BEGINNING)
        ? Check.bad(
            "clock", found + " is before this program was made", "set the clock, such as by NTP")
        : Check.good("clock", found + (Files.exists(KEPT) ? ", kept by the network" : ""));
  }

  /** Those that `init` looks for; of a folder's own providers its jobs say more. */
  static Check keys(Map<String, String> environment) {
    List<String> set =
        USUAL_KEYS.stream().filter(name -> !environment.getOrDefault(name, "").isBlank()).toList();
    return set.isEmpty()
        ? Check.warn(
            "keys",
            "neither " + String.join(" nor ", USUAL_KEYS) + " is set",
            "set one before `reveille init`, or begin with the scripted agent, which needs none")
        : Check.good(
            "keys", String.join(" and ", set) + (set.size() == 1 ? " is set" : " are set"));
  }

  /** Where the server's database, the run log and the agents are kept. */
  static Check disk(Path data) throws IOException {
    Path there = data;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    long free = Files.getFileStore(there).getUsableSpace();
    String found = Spoken.bytes(free) + " free for " + data;
    String remedy = "make room, or name another place with --data";
    return free < GIB
        ? Check.bad("disk", found, remedy)
        : free < TIGHT ? Check.warn("disk", found, remedy) : Check.good("disk", found);
  }

  /** By a real run, as at a worker's start. */
  static Check isolation(Session session) throws IOException {
    Path runtime = Files.createTempDirectory("rvd");
    try (Spawner spawner = Spawner.open(runtime.resolve("p"), Clock.systemUTC())) {
      return Isolations.detect(spawner, runtime.resolve("box"), session.here().environment())
          .shortfall()
          .map(
              why ->
                  Check.warn(
                      "isolation",
                      "agents run as plain processes, with your files and network",
                      why))
          .orElseGet(() -> Check.good("isolation", "bubblewrap encloses agents"));
    } finally {
      Disposables.delete(List.of(runtime));
    }
  }
}
