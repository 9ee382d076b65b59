package dev.reveille.cli.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.cli.runs.Moments;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.schedule.DueTimes;
import dev.reveille.starter.BackfilledSlot;
import dev.reveille.starter.Jobs;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code backfill}: due times of the past, each as the run of its own slot. */
public final class Backfill {
  private static final int UNASKED = Jobs.LONGEST_BACKFILL;
  private static final int MOST = 100_000;

  private final Console console;
  private final Wanted wanted;
  private final List<BackfilledSlot> done = new ArrayList<>();

  private Backfill(Console console, Wanted wanted) {
    this.console = console;
    this.wanted = wanted;
  }

  /**
   * What the options say.
   *
   * @param to null for now
   * @param yes whether more than 1,000 runs are really meant
   */
  public record Wanted(String job, String from, @Nullable String to, boolean yes) {}

  /** Runs them. Returns the exit code. */
  public static int run(Session session, Wanted wanted) throws Exception {
    Backfill backfill = new Backfill(session.console(), wanted);
    try (Connection connection = Connection.open(session)) {
      backfill.run(connection.client(session).jobs());
    }
    backfill.end();
    return 0;
  }

  private void run(Jobs jobs) {
    JobDefinition definition = jobs.definition(wanted.job());
    List<Instant> slots = slots(definition, Instant.now());
    if (slots.size() > UNASKED && !wanted.yes()) {
      throw Failure.usage(
          wanted.job()
              + " was due "
              + slots.size()
              + " times in that time; give --yes if all of them are meant, or a shorter time");
    }
    if (!console.json()) {
      console.say(wanted.job() + " was due " + Validation.count(slots.size(), "time"));
    }
    for (int first = 0; first < slots.size(); first += UNASKED) {
      List<Instant> part = slots.subList(first, Math.min(slots.size(), first + UNASKED));
      jobs.backfill(wanted.job(), part.get(0), part.get(part.size() - 1), this::dealtWith);
    }
  }

  private List<Instant> slots(JobDefinition definition, Instant now) {
    ZoneId zone = NextList.zone(definition.schedule());
    Instant from = Moments.at("--from", wanted.from(), zone);
    String until = wanted.to();
    Instant to = until == null ? now : Moments.at("--to", until, zone);
    if (from.isAfter(to)) {
      throw Failure.usage("--from " + from + " is after --to " + to + " (expected: before it)");
    }
    Instant end = to.isAfter(now) ? now : to;
    DueTimes times = DueTimes.of(definition.schedule());
    List<Instant> slots = new ArrayList<>();
    Optional<Instant> due = times.next(from.minusNanos(1));
    while (due.isPresent() && !due.get().isAfter(end)) {
      slots.add(due.get());
      if (slots.size() > MOST) {
        throw Failure.usage(
            wanted.job()
                + " was due more than "
                + MOST
                + " times in that time; give a shorter one");
      }
      due = times.next(due.get());
    }
    return slots;
  }

  private void dealtWith(BackfilledSlot slot) {
    done.add(slot);
    if (!console.json()) {
      console.say(
          slot.workflowId()
              + (slot.started() ? "  started" : "  left alone: it is under way or ended green"));
    }
  }

  private void end() {
    if (console.json()) {
      ObjectNode result = Json.mapper().createObjectNode().put("job", wanted.job());
      ArrayNode slots = result.putArray("slots");
      done.forEach(
          slot ->
              slots
                  .addObject()
                  .put("due", slot.due().toString())
                  .put("run", slot.workflowId())
                  .put("started", slot.started()));
      console.document(result);
    }
  }
}
