package dev.reveille.starter.files;

import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.EnvValue;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.PlannedJob;
import dev.reveille.domain.job.SessionName;
import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Warns of jobs whose shared session will not be what its name promises. */
final class SharedTurns {
  private static final String TARGET = "sessionTarget";

  private final Map<String, Place> places;
  private final Problems problems;

  private SharedTurns(Map<String, Place> places, Problems problems) {
    this.places = places;
    this.problems = problems;
  }

  static void check(List<PlannedJob> jobs, Map<String, Place> places, Problems problems) {
    SharedTurns check = new SharedTurns(places, problems);
    Map<SessionName, JobDefinition> first = new HashMap<>();
    jobs.stream()
        .map(PlannedJob::definition)
        .sorted(Comparator.comparing(JobDefinition::id))
        .forEach(job -> SessionName.of(job).ifPresent(session -> check.check(session, job, first)));
  }

  private void check(
      SessionName session, JobDefinition job, Map<SessionName, JobDefinition> first) {
    if (SessionName.kept(job).isEmpty()) {
      warn(
          job,
          "a "
              + (job.agent() == null ? "command" : "profile of protocol: command")
              + " takes its turns in the "
              + session.words()
              + " in order, but ends with each: nothing is kept between them",
          "use an agent of protocol: acp, or isolated where the order does not matter");
      return;
    }
    template(job)
        .ifPresent(
            template ->
                warn(
                    job,
                    "{"
                        + template
                        + "} is another in each run, so the agent of the "
                        + session.words()
                        + " is started again for each turn",
                    "leave it out of command and env of what runs in a shared session"));
    JobDefinition other = first.putIfAbsent(session, job);
    if (other != null) {
      compare(session, job, other);
    }
  }

  private void compare(SessionName session, JobDefinition job, JobDefinition other) {
    List<String> unlike = unlike(job, other);
    String mate = "'" + other.id() + "', which shares the " + session.words();
    if (!unlike.isEmpty()) {
      boolean stranger = unlike.get(0).equals("agent");
      warn(
          job,
          "it has another "
              + String.join(", another ", unlike)
              + " than "
              + mate
              + ": the agent is started again when one follows the other"
              + (stranger ? ", and knows nothing of what the other was told" : ""),
          "give the jobs of one session the same, or this one a session of its own");
    } else if (!model(job).equals(model(other))) {
      warn(
          job,
          "it is pinned to another model than "
              + mate
              + ": an agent that does not offer both is started again when one follows the other",
          "pin both to one model, or give this one a session of its own");
    }
  }

  /** What an agent is started with, and cannot be changed while it runs. */
  private static List<String> unlike(JobDefinition job, JobDefinition other) {
    List<String> unlike = new ArrayList<>();
    AgentProfile agent = Objects.requireNonNull(job.agent(), "kept, so an agent's");
    AgentProfile others = Objects.requireNonNull(other.agent(), "kept, so an agent's");
    if (!agent.name().equals(others.name())) {
      unlike.add("agent");
    } else if (!agent.equals(others)) {
      unlike.add("profile");
    }
    if (!provider(job).equals(provider(other))) {
      unlike.add("provider");
    }
    if (!job.env().equals(other.env())) {
      unlike.add("env");
    }
    if (!Objects.equals(job.workspace(), other.workspace())) {
      unlike.add("workspace");
    }
    if (!job.network().equals(other.network())) {
      unlike.add("network");
    }
    if (!job.isolation().equals(other.isolation())) {
      unlike.add("isolation");
    }
    return unlike;
  }

  private static String provider(JobDefinition job) {
    @Nullable ModelPin pin = job.pin();
    return pin == null ? "" : pin.model().provider();
  }

  private static String model(JobDefinition job) {
    @Nullable ModelPin pin = job.pin();
    return pin == null ? "" : pin.model().toString();
  }

  private static Optional<String> template(JobDefinition job) {
    AgentProfile agent = Objects.requireNonNull(job.agent(), "kept, so an agent's");
    List<String> filled =
        Stream.concat(
                agent.command().stream(),
                Stream.concat(agent.env().values().stream(), job.env().values().stream())
                    .map(EnvValue::value)
                    .filter(Objects::nonNull))
            .toList();
    return Stream.of("run", "message")
        .filter(name -> filled.stream().anyMatch(text -> text.contains("{" + name + "}")))
        .findFirst();
  }

  private void warn(JobDefinition job, String message, String remedy) {
    problems.warning(
        places.getOrDefault(job.id(), Place.startOf(JobFiles.JOBS)), TARGET, message, remedy);
  }
}
