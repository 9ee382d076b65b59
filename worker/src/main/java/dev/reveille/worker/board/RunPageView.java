package dev.reveille.worker.board;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Safe;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.worker.board.page.Chrome;
import dev.reveille.worker.board.page.Clockface;
import dev.reveille.worker.board.page.Fact;
import dev.reveille.worker.board.page.Links;
import dev.reveille.worker.board.page.RunLine;
import dev.reveille.worker.board.page.RunPage;
import dev.reveille.worker.board.page.RunPage.EventLine;
import dev.reveille.worker.board.page.RunPage.FindingLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run as a page. */
final class RunPageView {
  private static final int OUTPUT_CHARS = 64 * 1024;
  private static final int ROWS = 200;
  private static final int NAME = 60;
  private static final int DETAIL = 600;

  private final BoardSettings settings;
  private final Clockface clock;

  RunPageView(BoardSettings settings, Clockface clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param runId empty for the newest run of the workflow id
   * @throws Refused when there is none
   */
  RunPage page(Function<String, Chrome> chrome, String workflowId, String runId) {
    RunKey key = RunLookup.key(settings.log(), workflowId, runId);
    RunView run =
        settings
            .log()
            .find(key, OUTPUT_CHARS)
            .orElseThrow(() -> new Refused(404, "The run log has let that run go."));
    RunView.Output output = run.output();
    String text = output == null ? null : output.text();
    boolean ended = run.status().ended();
    RunView.Model model = run.model();
    return new RunPage(
        chrome.apply(run.run()),
        run.run(),
        run.job(),
        Links.job(run.job()),
        RunLine.kind(run.status()),
        RunLine.word(run),
        Safe.text(requireNonNullElse(run.message(), "")),
        remedy(run),
        facts(run),
        RunLanes.of(run, clock.now()),
        run.findings().stream().map(RunPageView::finding).toList(),
        model == null ? List.of() : rows(model.perCall(), RunPageView::call),
        rows(run.toolUses(), RunPageView::use),
        rows(run.tunnels(), RunPageView::connection),
        settings.log().artifacts(key).stream()
            .map(file -> List.of(Safe.line(file.name()), Spoken.bytes(file.bytes())))
            .toList(),
        events(run),
        text == null || text.isBlank() ? null : Safe.text(text),
        cut(output),
        ended ? null : Links.log(key),
        Links.temporal(settings.temporalUi(), run.temporal().namespace(), key),
        "/api/v1/runs/" + Links.encoded(key.workflowId()) + "?runId=" + Links.encoded(key.runId()));
  }

  private static @Nullable String remedy(RunView run) {
    String message = requireNonNullElse(run.message(), "");
    return run.status() == RunStatus.SUCCEEDED
        ? null
        : Arrays.stream(FailureType.values())
            .filter(type -> type.name().equals(run.verdict()))
            .map(FailureType::remedy)
            .filter(remedy -> !message.contains(remedy))
            .findFirst()
            .orElse(null);
  }

  private List<Fact> facts(RunView run) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Due", clock.at(run.due()) + ", " + clock.away(run.due())));
    facts.add(Fact.of("Started by", run.trigger().word()));
    facts.add(Fact.code("Agent", requireNonNullElse(run.agent(), "none: a command")));
    facts.add(Fact.code("Session", run.target()));
    RunView.Boot boot = run.boot();
    if (boot != null) {
      facts.add(Fact.of("Boot", took(boot.millis(), boot.limitMillis(), boot.attempts())));
    }
    RunView.Execute turn = run.execute();
    if (turn != null) {
      facts.add(Fact.of("Turn", took(turn.millis(), turn.limitMillis(), turn.attempts())));
    }
    RunView.Model model = run.model();
    if (model != null) {
      facts.add(Fact.code("Pinned", model.pinned()));
      String answered = model.answered().isEmpty() ? "–" : String.join(", ", model.answered());
      facts.add(Fact.code("Answered", Spoken.cut(Safe.line(answered), DETAIL)));
      Boolean verified = model.verified();
      facts.add(
          Fact.of(
              "Proof",
              verified == null
                  ? model.calls() == 0 && run.status().ended()
                      ? "no model was asked"
                      : "nothing to check yet"
                  : verified ? "every answer is proven" : "NOT proven"));
      if (model.inputTokens() != null || model.outputTokens() != null) {
        facts.add(
            Fact.of(
                "Tokens",
                Clockface.number(model.inputTokens())
                    + " in, "
                    + Clockface.number(model.outputTokens())
                    + " out"));
      }
    }
    RunView.Tools tools = run.tools();
    if (tools != null) {
      facts.add(
          Fact.of(
              "Tools",
              tools.called()
                  + " called, "
                  + tools.returned()
                  + " returned, "
                  + tools.failed()
                  + " failed"));
    }
    host(run).ifPresent(host -> facts.add(Fact.code("Host", host)));
    facts.add(Fact.code("Definition", Spoken.cut(run.definition(), 19)));
    return facts;
  }

  private static java.util.Optional<String> host(RunView run) {
    return run.events().stream()
        .map(RunView.Event::host)
        .flatMap(Stream::ofNullable)
        .reduce((earlier, later) -> later)
        .map(Safe::line);
  }

  private static String took(@Nullable Long millis, long limit, int attempts) {
    return Clockface.span(millis)
        + " of "
        + Clockface.span(limit)
        + (attempts > 1 ? ", " + attempts + " attempts" : "");
  }

  private static FindingLine finding(Finding finding) {
    return new FindingLine(
        switch (finding.severity()) {
          case FAIL -> "bad";
          case WARN -> "warn";
          case INFO -> "quiet";
        },
        Safe.line(finding.code()),
        Safe.text(finding.message()));
  }

  private static <T> List<List<String>> rows(List<T> all, Function<T, List<String>> row) {
    return all.stream().limit(ROWS).map(row).toList();
  }

  private static List<String> call(RunView.Call call) {
    String error = call.error();
    return List.of(
        number(call.attempt(), call.seq()),
        name(call.asked()),
        name(call.answered()),
        call.judgement().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
        (call.status() == 0 ? "–" : "" + call.status()),
        Clockface.number(call.inputTokens()) + " / " + Clockface.number(call.outputTokens()),
        Clockface.span(call.millis()),
        name(error == null ? call.stopReason() : error));
  }

  private static List<String> use(RunView.Use use) {
    return List.of(
        name(use.name()),
        number(use.attempt(), use.call()),
        use.millis() == null
            ? "never came back"
            : Clockface.span(use.millis()) + (use.failed() ? ", failed" : ""));
  }

  private static List<String> connection(RunView.Connection tunnel) {
    return List.of(
        name(tunnel.host()) + ":" + tunnel.port(),
        tunnel.allowed() ? "allowed" : "refused",
        Spoken.bytes(tunnel.bytesOut()) + " / " + Spoken.bytes(tunnel.bytesIn()),
        Clockface.span(tunnel.millis()),
        name(tunnel.error()));
  }

  private static String number(int attempt, int seq) {
    return attempt > 1 ? attempt + "." + seq : "" + seq;
  }

  private static String name(@Nullable String text) {
    return text == null ? "–" : Spoken.cut(Safe.line(text), NAME);
  }

  private List<EventLine> events(RunView run) {
    if (run.events().isEmpty()) {
      return List.of();
    }
    Instant first = run.events().get(0).at();
    return run.events().stream()
        .map(
            event ->
                new EventLine(
                    clock.exactly(event.at()),
                    "+" + Clockface.span(Math.max(0, first.until(event.at(), ChronoUnit.MILLIS))),
                    event.event().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                    event.attempt() == 0 ? "" : "" + event.attempt(),
                    Spoken.cut(Safe.line(detail(event.detail())), DETAIL)))
        .toList();
  }

  private static String detail(Map<String, JsonNode> detail) {
    return detail.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                entry.getKey()
                    + " "
                    + (entry.getValue().isTextual()
                        ? entry.getValue().asText()
                        : entry.getValue().toString()))
        .collect(Collectors.joining(" · "));
  }

  private static @Nullable String cut(RunView.@Nullable Output output) {
    return output == null || output.bytes() <= OUTPUT_CHARS
        ? null
        : "Of " + Spoken.bytes(output.bytes()) + " only the beginning is shown.";
  }
}
