package dev.reveille.worker.board;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reveille.domain.Json;
import dev.reveille.domain.Safe;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.slot.Promise;
import dev.reveille.domain.slot.PromisedSlots;
import dev.reveille.domain.slot.Watched;
import dev.reveille.runlog.BoardReader;
import dev.reveille.runlog.BoardReader.Answers;
import dev.reveille.runlog.BoardReader.BootEnd;
import dev.reveille.runlog.BoardReader.Edition;
import dev.reveille.runlog.RunReader;
import dev.reveille.worker.board.page.Cell;
import dev.reveille.worker.board.page.Chrome;
import dev.reveille.worker.board.page.Clockface;
import dev.reveille.worker.board.page.Fact;
import dev.reveille.worker.board.page.JobPage;
import dev.reveille.worker.board.page.JobPage.EditionLine;
import dev.reveille.worker.board.page.JobPage.ModelLine;
import dev.reveille.worker.board.page.RollCallPage.When;
import dev.reveille.worker.board.page.RunLine;
import dev.reveille.worker.board.page.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A job as a page. */
final class JobView {
  /** Runs that are looked through for what is usual. */
  static final int LOOKED_AT = 300;

  private static final int RUNS = 50;
  private static final int NEXT = 5;
  private static final Pattern MANUAL = Pattern.compile("[0-9A-Za-z-]{1,60}");
  private static final int SHORT_DIGEST = 19;
  private static final int PERCENT = 100;

  private final BoardSettings settings;
  private final BoardReader board;
  private final Clockface clock;

  JobView(BoardSettings settings, Clockface clock) {
    this.settings = settings;
    this.board = settings.log().board();
    this.clock = clock;
  }

  /**
   * @param started workflow id of a run that was started from this page; empty for none
   * @throws Refused when nothing is known of the job
   */
  JobPage page(Function<String, Chrome> chrome, String job, String started) {
    Answers answers = board.answers(settings.owner(), Set.of(job), RollCall.SLOTS).get(job);
    var runs = settings.log().list(new RunReader.Query(job, null, null, RUNS));
    if (answers == null && runs.isEmpty()) {
      throw new Refused(404, "Neither a schedule nor a run of that job is known.");
    }
    Optional<RollCall.Line> line =
        RollCall.read(board, settings.owner(), null, job).wanted().stream()
            .filter(each -> each.job().equals(job))
            .findFirst();
    JobDesk.Held held = null;
    String trouble = null;
    try {
      held = settings.desk().held(job).orElse(null);
      trouble = held == null ? "The server has no schedule of this job." : null;
    } catch (DeskRefusal e) {
      trouble = e.getMessage();
    }
    JobDefinition definition = held == null ? null : held.definition();
    String name = answers == null ? job : Safe.line(answers.promise().jobName());
    List<BoardReader.Volume> volumes = board.volumes(job, LOOKED_AT);
    return new JobPage(
        chrome.apply(job),
        job,
        Spoken.cut(name, 120),
        definition == null || definition.description() == null
            ? null
            : Safe.line(definition.description()),
        standing(line.map(RollCall.Line::roll).orElse(null), held),
        held != null && held.paused() ? Safe.line(held.note()) : "",
        isManual(started, job) ? started : null,
        answers != null,
        why(answers),
        answers == null ? List.of() : Cell.of(answers.slots(), clock),
        facts(answers, definition),
        next(answers),
        boots(board.boots(job, LOOKED_AT), definition),
        volumes.size() > 1,
        volume(volumes),
        models(job),
        editions(job),
        runs.stream().map(run -> RunLine.of(run, clock)).toList(),
        definition == null ? null : Safe.text(pretty(definition)),
        trouble);
  }

  /** Whatever else an address holds is not shown. */
  private static boolean isManual(String workflowId, String job) {
    String start = job + "-manual-";
    return workflowId.startsWith(start)
        && MANUAL.matcher(workflowId.substring(start.length())).matches();
  }

  /** By what the server says now: the run log learns of a pause some seconds later. */
  private static Standing standing(BoardReader.@Nullable Roll roll, JobDesk.@Nullable Held held) {
    boolean paused =
        held == null ? roll != null && roll.watched() == Watched.PAUSED : held.paused();
    return Standing.of(roll == null ? "" : roll.marks(), paused);
  }

  private static String why(@Nullable Answers answers) {
    BoardReader.Latest latest = answers == null ? null : answers.latest();
    String message = latest == null ? null : latest.message();
    return message == null || latest == null || "OK".equals(latest.verdict())
        ? ""
        : Safe.line(message);
  }

  private List<Fact> facts(@Nullable Answers answers, @Nullable JobDefinition definition) {
    List<Fact> facts = new ArrayList<>();
    if (answers != null) {
      facts.add(Fact.of("Schedule", schedule(answers.promise().rule())));
    }
    BoardReader.Latest latest = answers == null ? null : answers.latest();
    if (latest != null) {
      facts.add(Fact.code("Agent", requireNonNullElse(latest.agent(), "none: a command")));
      facts.add(Fact.code("Model", requireNonNullElse(latest.pinned(), "none")));
    }
    if (definition != null) {
      facts.add(Fact.code("Session", definition.target().toString()));
      facts.add(
          Fact.of(
              "Boot limit",
              Spoken.duration(definition.boot().timeout())
                  + ", warns at "
                  + Math.round(definition.boot().warnAt() * PERCENT)
                  + " %"));
      facts.add(Fact.of("Turn limit", Spoken.duration(definition.execute().timeout())));
      facts.add(Fact.of("Overlap", definition.overlap().name().toLowerCase(java.util.Locale.ROOT)));
      facts.add(Fact.of("Catch-up", Spoken.duration(definition.catchup())));
    }
    return facts;
  }

  private static String schedule(ScheduleRule rule) {
    return switch (rule.kind()) {
      case CRON -> rule.expr() + " in " + rule.tz();
      case EVERY -> "every " + Spoken.duration(requireNonNullElse(rule.every(), Duration.ZERO));
      case AT -> "once, at " + rule.at();
    };
  }

  private List<When> next(@Nullable Answers answers) {
    if (answers == null) {
      return List.of();
    }
    Promise promise = answers.promise();
    Instant now = clock.now();
    return PromisedSlots.of(promise).between(now, now.plus(RollCall.HORIZON), NEXT).stream()
        .map(due -> new When(clock.away(due), clock.at(due), due.toString()))
        .toList();
  }

  private static JobPage.@Nullable Boots boots(
      List<BootEnd> boots, @Nullable JobDefinition definition) {
    if (boots.isEmpty()) {
      return null;
    }
    Percentiles took = Percentiles.of(boots);
    BootEnd last = boots.get(boots.size() - 1);
    Long p95 = took.p95();
    long share = p95 == null ? PERCENT : p95 * PERCENT / Math.max(1, last.limitMillis());
    double much = definition == null ? PERCENT : definition.boot().warnAt() * PERCENT;
    return new JobPage.Boots(
        Clockface.span(last.millis()),
        Clockface.span(took.median()),
        Clockface.span(p95),
        Clockface.span(last.limitMillis()),
        share,
        share >= PERCENT ? "bad" : share >= much ? "warn" : "good",
        boots.size());
  }

  private static String volume(List<BoardReader.Volume> volumes) {
    List<Long> sorted =
        volumes.stream().map(BoardReader.Volume::output).filter(v -> v != null).sorted().toList();
    return sorted.isEmpty()
        ? "No good run has been counted yet."
        : "The median of "
            + Spoken.count(sorted.size(), "good run")
            + " is "
            + Spoken.bytes(sorted.get(sorted.size() / 2))
            + " of output; the last was "
            + Spoken.bytes(requireNonNullElse(volumes.get(volumes.size() - 1).output(), 0L))
            + ".";
  }

  private List<ModelLine> models(String job) {
    return board.models(job, LOOKED_AT).stream()
        .map(
            each ->
                new ModelLine(
                    name(each.asked()),
                    name(each.answered()),
                    switch (each.judgement()) {
                      case "PINNED", "SUBSTITUTED" -> "good";
                      case "MISMATCH", "UNVERIFIED" -> "bad";
                      case "PENDING", "NO_WORK" -> "quiet";
                      default -> "warn";
                    },
                    each.judgement().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                    Clockface.number(each.calls()),
                    Clockface.number(each.runs())))
        .toList();
  }

  private static String name(@Nullable String model) {
    return model == null ? "–" : Spoken.cut(Safe.line(model), 60);
  }

  private List<EditionLine> editions(String job) {
    List<Edition> editions = board.editions(job, LOOKED_AT);
    List<EditionLine> lines = new ArrayList<>();
    for (int i = 0; i < editions.size(); i++) {
      Edition now = editions.get(i);
      Edition before = i + 1 < editions.size() ? editions.get(i + 1) : null;
      lines.add(
          new EditionLine(
              Spoken.cut(now.definition(), SHORT_DIGEST),
              clock.at(now.first()),
              clock.at(now.last()),
              Clockface.number(now.runs()),
              Clockface.number(now.good()),
              before == null ? "the first that is on record" : change(before, now)));
    }
    return lines;
  }

  private static String change(Edition before, Edition now) {
    Map<String, String> then = parts(before);
    List<String> changes = new ArrayList<>();
    parts(now)
        .forEach(
            (what, value) -> {
              String old = then.getOrDefault(what, "");
              if (!old.equals(value)) {
                changes.add(what + " " + old + " → " + value);
              }
            });
    return changes.isEmpty() ? "something else in the job file" : String.join("; ", changes);
  }

  private static Map<String, String> parts(Edition edition) {
    Map<String, String> parts = new java.util.LinkedHashMap<>();
    parts.put("model", requireNonNullElse(edition.pinned(), "none"));
    parts.put("agent", requireNonNullElse(edition.agent(), "none"));
    parts.put("session", edition.target());
    parts.put("boot limit", Clockface.span(edition.bootLimitMillis()));
    parts.put("turn limit", Clockface.span(edition.executeLimitMillis()));
    return parts;
  }

  private static String pretty(JobDefinition definition) {
    try {
      return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(definition);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a definition that cannot be written", e);
    }
  }
}
