package dev.reveille.domain.alert;

import dev.reveille.domain.Json;
import dev.reveille.domain.job.AlertPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole policy of alerts: takes reports, says what to deliver, and is told how that went. Has
 * no clock and does no I/O: each call says what time it is. Not thread-safe.
 */
public final class Inbox {
  /** Temporal refuses inputs of 2 MiB. Beyond, the jobs heard of longest ago are forgotten. */
  static final int MOST_BYTES = 1_700_000;

  private final Incidents incidents;
  private final Outbox outbox;
  private final String owner;

  public Inbox(State state) {
    owner = state.owner();
    incidents = new Incidents(owner, state.troubles(), state.known());
    outbox = new Outbox(state.queues());
  }

  /**
   * All that it remembers; of the size of some hundred bytes for each job in trouble.
   *
   * @param known every channel there is, as far as heard
   */
  public record State(
      String owner, List<Trouble> troubles, List<Queued> queues, List<String> known) {
    public State {
      troubles = List.copyOf(troubles);
      queues = List.copyOf(queues);
      known = List.copyOf(known);
    }

    public static State empty(String owner) {
      return new State(owner, List.of(), List.of(), List.of());
    }
  }

  /** A notice that a channel never took. */
  public record Loss(Notice notice, String channel, String why) {}

  /** All there is to carry on, of a size that a workflow's input may have. */
  public State state() {
    List<Trouble> troubles = List.copyOf(incidents.troubles());
    State state = new State(owner, troubles, outbox.queues(), incidents.known());
    long bytes = bytes(state);
    while (!troubles.isEmpty() && bytes > MOST_BYTES) {
      int kept = (int) (troubles.size() * 0.95 * MOST_BYTES / bytes);
      troubles = troubles.subList(troubles.size() - kept, troubles.size());
      state = new State(owner, troubles, outbox.queues(), incidents.known());
      bytes = bytes(state);
    }
    return state;
  }

  private static long bytes(State state) {
    return Json.write(state).getBytes(StandardCharsets.UTF_8).length;
  }

  public void take(Report report, Instant now) {
    if (!report.drill()) {
      incidents.take(report, now);
      return;
    }
    incidents.learn(report.known());
    Notice notice = Wording.drill(owner, report.item(), now);
    AlertPolicy policy = report.policy() == null ? AlertPolicy.USUAL : report.policy();
    policy.told(incidents.known()).forEach(channel -> outbox.add(channel, notice, now));
  }

  /** The jobs that are to be spoken of again now; ask how they stand before {@link #start}. */
  public List<Trouble> toRemind(Instant now) {
    return incidents.toRemind(now);
  }

  /** Nobody wants to hear of this job now, such as while it is paused. */
  public void skipReminder(String job, Instant now) {
    incidents.skipReminder(job, now);
  }

  /** There is no such job any more. */
  public void forget(String job) {
    incidents.forget(job);
  }

  /** What to bring now, at most one notice to each channel. */
  public List<Delivery> start(Instant now) {
    for (Addressed addressed : incidents.due(now)) {
      addressed.channels().forEach(channel -> outbox.add(channel, addressed.notice(), now));
    }
    return outbox.start(now);
  }

  public void delivered(Delivery delivery) {
    outbox.delivered(delivery);
  }

  /** A try failed, and the channel asked for nothing. */
  public List<Loss> failed(Delivery delivery, String why, boolean hopeless, Instant now) {
    return failed(delivery, why, hopeless, Duration.ZERO, now);
  }

  /**
   * A try failed; it is made again unless it is hopeless or was made for long enough.
   *
   * @param atLeast for how long the channel asked to be left alone
   * @return what is given up and must be made visible; another channel is told of it
   */
  public List<Loss> failed(
      Delivery delivery, String why, boolean hopeless, Duration atLeast, Instant now) {
    List<Loss> losses = new ArrayList<>();
    for (Notice lost : outbox.failed(delivery, hopeless, atLeast, now)) {
      losses.add(new Loss(lost, delivery.channel(), why));
      // What is lost on its second way is lost: it is in the log and in the record.
      if (!Wording.isSecondHand(lost)) {
        another(delivery.channel())
            .ifPresent(
                other ->
                    outbox.add(other, Wording.unreached(delivery.channel(), lost, why, now), now));
      }
    }
    return losses;
  }

  /** One that works, else any other. */
  private Optional<String> another(String channel) {
    List<String> others = incidents.known().stream().filter(name -> !name.equals(channel)).toList();
    return Stream.concat(others.stream().filter(name -> !outbox.isDown(name)), others.stream())
        .findFirst();
  }

  /** When to call {@link #start} again, if ever. */
  public Optional<Instant> next(Instant now) {
    return Stream.of(incidents.next(), outbox.next(now))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /** How it stands, in a sentence or two. */
  public String details() {
    List<String> failing =
        incidents.troubles().stream()
            .filter(trouble -> trouble.streak().good() == null)
            .map(Trouble::job)
            .toList();
    List<String> down = incidents.known().stream().filter(outbox::isDown).toList();
    return (failing.isEmpty() ? "No job fails." : Wording.failing(failing))
        + (outbox.size() == 0
            ? " Every notice was delivered, or recorded as lost."
            : " Notices on their way: " + outbox.size() + ".")
        + (down.isEmpty()
            ? ""
            : " Channels that took nothing last: " + String.join(", ", down) + ".");
  }
}
