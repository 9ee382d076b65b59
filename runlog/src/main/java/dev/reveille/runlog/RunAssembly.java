package dev.reveille.runlog;

import dev.reveille.domain.run.RunView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts one run's view together. */
final class RunAssembly {
  private final RunRow run;
  private final RunParts parts;
  private final Timeline timeline;

  RunAssembly(RunRow run, RunParts parts) {
    this.run = run;
    this.parts = parts;
    this.timeline = new Timeline(parts.events);
  }

  /** With events and output. */
  RunView whole(@Nullable String text) {
    return view(text, parts.events.stream().map(EventRow::view).toList());
  }

  /** As a line of a list. */
  RunView brief() {
    return view(null, List.of());
  }

  private RunView view(@Nullable String text, List<RunView.Event> events) {
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
        model(),
        tools(executed),
        parts.spoke || executed ? new RunView.Output(parts.outputBytes, text) : null,
        run.findings(),
        events,
        new RunView.Temporal(run.namespace(), run.key().workflowId(), run.key().runId()));
  }

  private RunView.@Nullable Model model() {
    String pinned = run.pinned();
    return pinned == null
        ? null
        : new RunView.Model(
            pinned,
            List.copyOf(parts.answered),
            parts.calls,
            parts.refused,
            null,
            parts.inputTokens,
            parts.outputTokens);
  }

  private RunView.@Nullable Tools tools(boolean executed) {
    return parts.toolsCalled > 0 || executed
        ? new RunView.Tools(parts.toolsCalled, parts.toolsReturned, parts.toolsFailed)
        : null;
  }
}
