package dev.reveille.domain.volume;

import dev.reveille.domain.Json;
import dev.reveille.domain.run.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Pasts and rules, written short. */
final class Runs {
  /** A Monday. */
  static final Instant FIRST = Instant.parse("2026-10-05T22:00:00Z");

  /** Of about 4.1 kB each. */
  static final List<GoodRun> TWELVE =
      workdays(
          Measure.OUTPUT, 4100, 3900, 4400, 4000, 4200, 4100, 3800, 4300, 4000, 4100, 4200, 4100);

  private Runs() {}

  /** A workday each, from {@link #FIRST} on. */
  static List<GoodRun> workdays(Measure measure, long... amounts) {
    List<GoodRun> runs = new ArrayList<>();
    for (long amount : amounts) {
      runs.add(new GoodRun(workday(runs.size()), volumes(measure, amount)));
    }
    return runs;
  }

  static long[] times(int runs, long amount) {
    return LongStream.generate(() -> amount).limit(runs).toArray();
  }

  static Instant workday(int number) {
    return day(number / 5 * 7 + number % 5);
  }

  static Instant day(int number) {
    return FIRST.plus(Duration.ofDays(number));
  }

  static Volumes volumes(Measure measure, Long amount) {
    return new Volumes(
        measure == Measure.OUTPUT ? amount : null,
        measure == Measure.ITEMS ? amount : null,
        measure == Measure.TOOLS ? amount : null,
        measure == Measure.TOKENS ? amount : null,
        measure == Measure.DURATION ? amount : null);
  }

  /** The rule as a job file writes it, such as {@code of: output, minRatio: 0.3}. */
  static VolumeRule rule(String fields) {
    String json =
        "{\"volume\": {" + fields.replaceAll("(\\w+): (\\w[\\w.:-]*)", "\"$1\": \"$2\"") + "}}";
    return VolumeRule.of(Json.read(json, com.fasterxml.jackson.databind.JsonNode.class)).get(0);
  }

  /** The scheduled run of the next workday. */
  static Finding judge(String rule, List<GoodRun> past, long came) {
    return judge(rule, past, workday(past.size()), came);
  }

  static Finding judge(String rule, List<GoodRun> past, Instant due, long came) {
    return judge(rule, past, new Occasion(due, ZoneOffset.UTC, false), came);
  }

  static Finding judge(String rule, List<GoodRun> past, Occasion occasion, long came) {
    VolumeRule read = rule(rule);
    return VolumeJudge.judge(List.of(read), volumes(read.of(), came), occasion, past).get(0);
  }

  static Occasion at(String due, String zone, boolean byHand) {
    return new Occasion(Instant.parse(due), ZoneId.of(zone), byHand);
  }
}
