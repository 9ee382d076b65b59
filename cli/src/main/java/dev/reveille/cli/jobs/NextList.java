package dev.reveille.cli.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.LocalTimes;
import dev.reveille.cli.text.Spans;
import dev.reveille.cli.text.Table;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.starter.Jobs;
import dev.reveille.starter.schedule.HeldSchedule;
import dev.reveille.starter.schedule.NextTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code next}: the next due times as the server holds them. */
public final class NextList {
  private NextList() {}

  private record Coming(String job, NextTime time, ZoneId zone, boolean paused) {}

  /** Lists them in the order of time. Returns the exit code. */
  public static int run(Session session, @Nullable String job, int count) throws Exception {
    if (count < 1 || count > 500) {
      throw Failure.usage("--count: " + count + " (expected: 1 to 500)");
    }
    List<Coming> coming = new ArrayList<>();
    try (Connection connection = Connection.open(session)) {
      Jobs scheduled = connection.client(session).jobs();
      Map<String, Boolean> paused =
          scheduled.scheduled(session.owner()).stream()
              .collect(Collectors.toMap(HeldSchedule::job, HeldSchedule::paused));
      for (String id : job == null ? List.copyOf(paused.keySet()) : List.of(job)) {
        ZoneId zone = zone(scheduled.definition(id).schedule());
        for (NextTime time : scheduled.next(id, count)) {
          coming.add(new Coming(id, time, zone, paused.getOrDefault(id, false)));
        }
      }
    }
    coming.sort(Comparator.comparing((Coming c) -> c.time().due()).thenComparing(Coming::job));
    if (session.console().json()) {
      session.console().document(json(coming));
    } else {
      print(session.console(), coming);
    }
    return 0;
  }

  /** A cron's own zone; an interval has none, and is shown in this machine's. */
  static ZoneId zone(ScheduleRule rule) {
    return rule.kind() == ScheduleRule.Kind.CRON ? rule.tz() : ZoneId.systemDefault();
  }

  private static ArrayNode json(List<Coming> coming) {
    ArrayNode all = Json.mapper().createArrayNode();
    for (Coming next : coming) {
      all.addObject()
          .put("job", next.job())
          .put("due", next.time().due().toString())
          .put("promised", next.time().promised().toString())
          .put("zone", next.zone().getId())
          .put("local", LocalTimes.iso(next.time().due(), next.zone()))
          .put("paused", next.paused());
    }
    return all;
  }

  private static void print(Console console, List<Coming> coming) {
    if (coming.isEmpty()) {
      console.note("nothing is due; `reveille apply` schedules the folder's jobs");
      return;
    }
    Instant now = Instant.now();
    Table table = new Table("JOB", "DUE", "ZONE", "");
    for (Coming next : coming) {
      table.row(
          next.job(),
          LocalTimes.full(next.time().due(), next.zone()),
          next.zone().getId(),
          next.paused() ? "paused" : Spans.until(next.time().due(), now));
    }
    console.say(table);
  }
}
