package dev.reveille.cli.doctor;

import dev.reveille.cli.agents.AgentList;
import dev.reveille.cli.alerts.TrialBook;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.LocalTimes;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.settings.Channel;
import dev.reveille.domain.settings.Provider;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.files.settings.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the jobs of a folder need. */
final class FolderChecks {
  private final Session session;
  private final FolderReading reading;

  FolderChecks(Session session, FolderReading reading) {
    this.session = session;
    this.reading = reading;
  }

  /** The files themselves, and what their jobs are run with. */
  List<Check> jobs() {
    List<Check> checks = new ArrayList<>();
    checks.add(files());
    checks.addAll(agents());
    checks.addAll(keys());
    return checks;
  }

  private Check files() {
    int errors = reading.errors().size();
    String found = Spoken.count(reading.jobs().size(), "job") + " in " + session.folder();
    return errors == 0
        ? Check.good("job files", found)
        : Check.bad(
            "job files",
            Spoken.count(errors, "error"),
            "`reveille validate` names each, and where");
  }

  /** Those that a job uses; of the others what is there, since what is not is no lack. */
  private List<Check> agents() {
    Set<String> used = new TreeSet<>();
    for (PlannedJob job : reading.jobs()) {
      Optional.ofNullable(job.definition().agent()).map(AgentProfile::name).ifPresent(used::add);
    }
    List<Check> checks = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (AgentList.Line line : AgentList.lines(session)) {
      if (used.contains(line.name())) {
        checks.add(
            line.missing() == null
                ? Check.good(
                    "agent " + line.name(),
                    (line.version() == null ? "" : line.version() + ", ") + line.program())
                : Check.bad("agent " + line.name(), "cannot be started", line.missing()));
      } else if (line.missing() == null) {
        others.add(line.name() + (line.version() == null ? "" : " " + line.version()));
      }
    }
    if (!others.isEmpty()) {
      checks.add(
          Check.good("other agents", "ready, and used by no job: " + String.join(", ", others)));
    }
    return checks;
  }

  /** Whether each is there; none is shown. */
  private List<Check> keys() {
    Set<String> used = new TreeSet<>();
    for (PlannedJob job : reading.jobs()) {
      ModelPin pin = job.definition().pin();
      if (pin != null) {
        used.add(pin.model().provider());
        pin.substitutes().forEach(substitute -> used.add(substitute.provider()));
      }
    }
    Secrets secrets = Secrets.read(session.folder(), session.here().environment());
    List<Check> checks = new ArrayList<>();
    for (String name : used) {
      Provider provider = reading.settings().providers().get(name);
      String variable = provider == null ? null : provider.keyEnv();
      if (variable == null) {
        continue;
      }
      checks.add(
          secrets.find(variable).filter(key -> !key.isBlank()).isPresent()
              ? Check.good("key of " + name, variable + " is set")
              : Check.bad(
                  "key of " + name,
                  variable + " is not set",
                  "put it into the environment of `reveille up`, or into .env beside"
                      + " reveille.yaml (mode 0600)"));
    }
    return checks;
  }

  List<Check> channels() {
    if (reading.settings().channels().isEmpty()) {
      return List.of(
          Check.warn(
              "alerts",
              "no channel: nobody hears of a failure",
              "declare one under alerts in reveille.yaml, such as alerts: {oncall: {kind: ntfy,"
                  + " topic: my-topic}}"));
    }
    TrialBook book = TrialBook.in(session.data().path());
    return reading.settings().channels().values().stream()
        .map(channel -> channel(channel, book.last(channel.name())))
        .toList();
  }

  private static Check channel(Channel channel, Optional<TrialBook.Trial> last) {
    String name = "alerts to " + channel.name();
    String test = "`reveille alert test " + channel.name() + "`";
    if (last.isEmpty()) {
      return Check.warn(name, "never tested", test + " sends it a notice");
    }
    String when = LocalTimes.full(last.get().at());
    return last.get().delivered()
        ? Check.good(name, "took a test notice on " + when)
        : Check.bad(name, "took no test notice on " + when, test + " says why");
  }
}
