package dev.reveille.worker.board;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reveille.domain.boothealth.HostFacts;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.slot.ServedSlot;
import dev.reveille.domain.slot.Watched;
import dev.reveille.gateway.pace.LaneView;
import dev.reveille.runlog.BoardReader;
import dev.reveille.runlog.BoardReader.Answers;
import dev.reveille.runlog.BoardReader.BootEnd;
import dev.reveille.worker.board.page.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the pages show, as values for programs; their form is a promise. */
final class ApiViews {
  private final BoardSettings settings;

  ApiViews(BoardSettings settings) {
    this.settings = settings;
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  record RollCallJson(
      Instant asOf, int total, int found, Map<String, Integer> counts, List<JobJson> jobs) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  record JobJson(
      String job,
      String name,
      Standing standing,
      boolean paused,
      @Nullable Instant next,
      List<ServedSlot> slots,
      @Nullable LatestJson latest) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  record LatestJson(
      String run,
      String runId,
      Instant openedAt,
      @Nullable String verdict,
      @Nullable String message) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  record BootsJson(
      @Nullable Long limitMillis,
      @Nullable Long medianMillis,
      @Nullable Long p95Millis,
      @Nullable Long warnMillis,
      List<BootJson> boots) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  record BootJson(
      Instant at,
      @Nullable Long millis,
      EventType end,
      @Nullable String host,
      String run,
      String runId) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  record HostsJson(int seats, int agents, List<ProviderJson> providers, List<HostJson> hosts) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  record ProviderJson(
      String provider,
      String breaker,
      int underWay,
      int waiting,
      int limit,
      long sent,
      long refused) {
    static ProviderJson of(LaneView lane) {
      return new ProviderJson(
          lane.provider(),
          lane.breaker().name(),
          lane.underWay(),
          lane.waiting(),
          lane.limit(),
          lane.sent(),
          lane.refused());
    }
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  record HostJson(
      String host,
      int boots,
      long failed,
      @Nullable Long medianMillis,
      @Nullable Long p95Millis,
      @Nullable Instant lastBoot,
      @Nullable Instant seen,
      @Nullable HostFacts facts) {}

  RollCallJson rollCall(@Nullable Standing show, String search, int offset, int limit) {
    BoardReader board = settings.log().board();
    RollCall roll = RollCall.read(board, settings.owner(), show, search);
    List<RollCall.Line> part = roll.part(offset, limit);
    Map<String, Answers> answers =
        board.answers(
            settings.owner(), part.stream().map(RollCall.Line::job).toList(), RollCall.SLOTS);
    return new RollCallJson(
        settings.clock().instant(),
        roll.all().size(),
        roll.wanted().size(),
        roll.counts().entrySet().stream()
            .collect(Collectors.toMap(entry -> entry.getKey().code(), Map.Entry::getValue)),
        part.stream()
            .filter(line -> answers.containsKey(line.job()))
            .map(line -> job(line, Objects.requireNonNull(answers.get(line.job()))))
            .toList());
  }

  private JobJson job(RollCall.Line line, Answers answers) {
    BoardReader.Latest latest = answers.latest();
    return new JobJson(
        line.job(),
        answers.promise().jobName(),
        line.standing(),
        line.roll().watched() == Watched.PAUSED,
        line.next(answers.promise(), settings.clock().instant()),
        answers.slots(),
        latest == null
            ? null
            : new LatestJson(
                latest.key().workflowId(),
                latest.key().runId(),
                latest.openedAt(),
                latest.verdict(),
                latest.message()));
  }

  JobJson job(String job) {
    BoardReader board = settings.log().board();
    Answers answers = board.answers(settings.owner(), Set.of(job), RollCall.SLOTS).get(job);
    return RollCall.read(board, settings.owner(), null, job).wanted().stream()
        .filter(line -> line.job().equals(job) && answers != null)
        .map(line -> job(line, Objects.requireNonNull(answers)))
        .findFirst()
        .orElseThrow(() -> new Refused(404, "No schedule promises a job of that id."));
  }

  BootsJson boots(String job) {
    List<BootEnd> boots = settings.log().board().boots(job, JobView.LOOKED_AT);
    Percentiles took = Percentiles.of(boots);
    Long limit = boots.isEmpty() ? null : boots.get(boots.size() - 1).limitMillis();
    return new BootsJson(
        limit,
        took.median(),
        took.p95(),
        warn(job, limit),
        boots.stream().map(ApiViews::boot).toList());
  }

  /** From the definition, which only the server has; without it there is no line to draw. */
  private @Nullable Long warn(String job, @Nullable Long limit) {
    if (limit == null) {
      return null;
    }
    try {
      return settings
          .desk()
          .held(job)
          .map(held -> Math.round(limit * held.definition().boot().warnAt()))
          .orElse(null);
    } catch (DeskRefusal e) {
      return null;
    }
  }

  private static BootJson boot(BootEnd boot) {
    return new BootJson(
        boot.at(),
        boot.millis(),
        boot.end(),
        boot.host(),
        boot.key().workflowId(),
        boot.key().runId());
  }

  List<BoardReader.Volume> volumes(String job) {
    return settings.log().board().volumes(job, JobView.LOOKED_AT);
  }

  HostsJson hosts() {
    WorkerNow worker = settings.worker().get();
    return new HostsJson(
        worker.seats(),
        worker.agents(),
        worker.lanes().stream().map(ProviderJson::of).toList(),
        HostsView.read(settings).stream()
            .map(
                host -> {
                  Percentiles took = Percentiles.of(host.boots());
                  return new HostJson(
                      host.host(),
                      host.boots().size(),
                      host.failed(),
                      took.median(),
                      took.p95(),
                      host.last(),
                      host.seen(),
                      host.facts());
                })
            .toList());
  }
}
