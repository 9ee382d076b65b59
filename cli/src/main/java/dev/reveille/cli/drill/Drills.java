package dev.reveille.cli.drill;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.reveille.cli.data.Addresses;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.up.Stop;
import dev.reveille.domain.Nearest;
import dev.reveille.domain.run.RunKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code drill}: replays incidents, and sees whether each is caught. */
public final class Drills {
  private Drills() {}

  /** One incident, as programs are told of it. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @JsonPropertyOrder({"name", "happens", "plainScheduler", "reveille", "caught", "millis", "run"})
  private record Told(
      String name,
      String happens,
      String plainScheduler,
      String reveille,
      boolean caught,
      long millis,
      String run) {}

  /** All of them. */
  @JsonPropertyOrder({"caught", "millis", "incidents"})
  private record Report(boolean caught, long millis, List<Told> incidents) {}

  /**
   * Plays some, or all, side by side; blocks for less than a minute, and longer where it stays.
   *
   * @param names none for all
   * @param unguarded incidents whose guard is left out, to see that a drill can fail
   * @param stay whether server and board are left until Ctrl-C, to be looked at
   * @return the exit code: 1 when one is not caught
   */
  public static int run(Session session, List<String> names, List<String> unguarded, boolean stay)
      throws Exception {
    List<Incident> incidents = chosen(names);
    chosen(unguarded);
    long begin = System.nanoTime();
    Story story = new Story(session.console());
    List<Told> told = new ArrayList<>();
    Duration whole;
    session.console().progress("laying out the ground: a server, a worker, a provider …");
    try (Stop stop = Stop.onSignals();
        Ground ground = Ground.open(session, incidents, unguarded)) {
      // Those that take long to be noticed begin first, the one that kills the worker before all.
      for (int i = incidents.size() - 1; i >= 0; i--) {
        incidents.get(i).begin(ground);
      }
      @Nullable Addresses up = ground.addresses().orElse(null);
      story.begins(incidents.size(), up);
      for (Incident incident : incidents) {
        story.happens(incident);
        Outcome outcome = incident.play(ground);
        RunKey run = outcome.run();
        Instant known = outcome.at();
        Duration took = known == null ? ground.age(run) : ground.age(run, known);
        story.said(outcome, took, up);
        told.add(
            new Told(
                incident.name(),
                incident.happens(),
                incident.plain(),
                outcome.said(),
                outcome.caught(),
                took.toMillis(),
                run.workflowId()));
      }
      whole = Duration.ofNanos(System.nanoTime() - begin);
      story.ends(caught(told), incidents.size(), whole);
      if (stay && up != null) {
        story.stays(up);
        stop.started();
        stop.await();
      }
    }
    boolean all = caught(told) == incidents.size();
    if (session.console().json()) {
      session.console().document(new Report(all, whole.toMillis(), told));
    }
    return all ? 0 : Failure.FAILED;
  }

  private static int caught(List<Told> told) {
    return (int) told.stream().filter(Told::caught).count();
  }

  private static List<Incident> chosen(List<String> asked) {
    List<Incident> all = Incidents.all();
    List<String> names = all.stream().map(Incident::name).toList();
    for (String name : asked) {
      if (!names.contains(name)) {
        throw Failure.usage(
            "no incident is called '"
                + name
                + "'; "
                + Nearest.question(name, names, "there are: " + String.join(", ", names)));
      }
    }
    return all.stream()
        .filter(incident -> asked.isEmpty() || asked.contains(incident.name()))
        .toList();
  }
}
