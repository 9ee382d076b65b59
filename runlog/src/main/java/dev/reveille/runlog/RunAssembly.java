package dev.reveille.runlog;

import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.ModelTally;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Tunnel;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts one run's view together. */
final class RunAssembly {
  private static final Set<CallJudgement> GOOD =
      EnumSet.of(CallJudgement.PINNED, CallJudgement.SUBSTITUTED);
  private static final Set<CallJudgement> UNPROVEN =
      EnumSet.of(CallJudgement.MISMATCH, CallJudgement.UNVERIFIED);
  private static final EnumSet<CallJudgement> UNJUDGED =
      EnumSet.of(CallJudgement.PENDING, CallJudgement.NO_WORK);

  /** All that a gateway wrote which did not look at models and tools yet. */
  private static final EnumSet<CallJudgement> BEFORE_JUDGEMENT =
      EnumSet.of(CallJudgement.PENDING, CallJudgement.NO_WORK, CallJudgement.REFUSED);

  private static final Set<String> MODEL_VERDICTS =
      Stream.of(
              FailureType.MODEL_MISMATCH,
              FailureType.MODEL_UNVERIFIED,
              FailureType.PIN_VIOLATION,
              FailureType.NO_EVIDENCE)
          .map(FailureType::name)
          .collect(Collectors.toUnmodifiableSet());

  private final RunRow run;
  private final RunParts parts;
  private final Timeline timeline;

  RunAssembly(RunRow run, RunParts parts) {
    this.run = run;
    this.parts = parts;
    this.timeline = new Timeline(parts.events);
  }

  /** With events and output. */
  RunView whole(@Nullable String text, List<ToolUse> uses, List<Tunnel> tunnels) {
    return view(
        text,
        parts.events.stream().map(EventRow::view).toList(),
        parts.calls.stream().map(RunView.Call::of).toList(),
        uses.stream().map(RunView.Use::of).toList(),
        tunnels.stream().map(RunView.Connection::of).toList());
  }

  /** As a line of a list. */
  RunView brief() {
    return view(null, List.of(), List.of(), List.of(), List.of());
  }

  private RunView view(
      @Nullable String text,
      List<RunView.Event> events,
      List<RunView.Call> calls,
      List<RunView.Use> uses,
      List<RunView.Connection> tunnels) {
    RunView.Boot boot = timeline.boot(run.bootLimitMillis());
    RunView.Execute execute = timeline.execute(run.executeLimitMillis());
    boolean executed = execute != null;
    return new RunView(
        parts.ranTwice ? run.key().workflowId() + "/" + run.key().runId() : run.key().workflowId(),
        run.job(),
        run.due(),
        run.trigger(),
        run.target(),
        run.agent(),
        run.definition(),
        run.status() == null ? timeline.status() : run.status(),
        run.verdict(),
        run.message(),
        timeline.queuedMillis(),
        timeline.deferred(),
        boot,
        execute,
        model(calls),
        tools(executed),
        uses,
        tunnels,
        parts.spoke || executed ? new RunView.Output(parts.outputBytes, text) : null,
        run.findings(),
        events,
        new RunView.Temporal(run.namespace(), run.key().workflowId(), run.key().runId()));
  }

  private RunView.@Nullable Model model(List<RunView.Call> calls) {
    String pinned = run.pinned();
    if (pinned == null) {
      return null;
    }
    ModelTally tally = ModelTally.of(parts.calls);
    return new RunView.Model(
        pinned,
        tally.answered(),
        tally.substitutes(),
        tally.calls(),
        tally.refused(),
        verified(),
        tally.inputTokens(),
        tally.outputTokens(),
        calls);
  }

  private @Nullable Boolean verified() {
    if (saw(UNPROVEN) || MODEL_VERDICTS.contains(String.valueOf(run.verdict()))) {
      return false;
    }
    if (saw(GOOD)) {
      return true;
    }
    return (run.status() != null && saw(EnumSet.complementOf(UNJUDGED))) ? false : null;
  }

  /** What the gateway saw counts, and where it saw nothing of the run, the agent's own word. */
  private RunView.@Nullable Tools tools(boolean executed) {
    RunView.Tools tools =
        parts.seen.called() > 0 || saw(EnumSet.complementOf(BEFORE_JUDGEMENT))
            ? parts.seen
            : parts.reported;
    return tools.called() > 0 || executed ? tools : null;
  }

  private boolean saw(Set<CallJudgement> any) {
    return parts.calls.stream().anyMatch(call -> any.contains(call.judgement()));
  }
}
