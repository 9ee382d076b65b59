package dev.reveille.cli.probe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.cli.text.Spans;
import dev.reveille.cli.text.Style;
import dev.reveille.cli.text.Table;
import dev.reveille.domain.Json;
import dev.reveille.domain.boothealth.BootFigures;
import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.starter.probe.ProbeRuns;
import dev.reveille.workflows.BootProbe;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One probe beside the boots before it.
 *
 * @param sample what its host measured; null where the run log is elsewhere or has none
 * @param past the boots of the last weeks, of jobs and of probes
 */
record ProbeRow(ProbeRuns.Ended ended, @Nullable BootSample sample, BootFigures past) {
  static Table table(List<ProbeRow> rows) {
    Table table =
        new Table(
            "AGENT",
            "TARGET",
            "BOOT",
            "LIMIT",
            "SLOWEST",
            "P50 BEFORE",
            "P95 BEFORE",
            "FAILED BEFORE");
    rows.forEach(row -> table.row(row.cells()));
    return table;
  }

  String name() {
    return ended.probe().probed().agent() + " for " + ended.probe().probed().target();
  }

  String verdict() {
    return ended.result().verdict();
  }

  private Table.Cell[] cells() {
    BootProbe.Result result = ended.result();
    JobDefinition job = ended.probe().job();
    Long millis = result.millis();
    boolean slow =
        millis != null && millis >= job.boot().timeout().toMillis() * job.boot().warnAt();
    Table.Cell boot =
        millis == null
            ? new Table.Cell(result.verdict(), Style.BAD)
            : new Table.Cell(Spans.of(millis) + share(millis), slow ? Style.WARNING : Style.GOOD);
    return new Table.Cell[] {
      Table.Cell.of(ended.probe().probed().agent()),
      Table.Cell.of(ended.probe().probed().target().toString()),
      boot,
      Table.Cell.of(Spans.of(job.boot().timeout())),
      Table.Cell.of(Objects.requireNonNullElse(slowest(), "–")),
      Table.Cell.of(Spans.of(past.p50Millis())),
      Table.Cell.of(Spans.of(past.p95Millis())),
      Table.Cell.of(past.boots() == 0 ? "–" : past.failed() + " of " + past.boots())
    };
  }

  private String share(long millis) {
    long limit = ended.probe().job().boot().timeout().toMillis();
    return " (" + Math.round(100.0 * millis / limit) + " %)";
  }

  private @Nullable String slowest() {
    BootSample measured = sample;
    return measured == null
        ? past.slowestStage()
        : BootFigures.of(List.of(measured)).slowestStage();
  }

  ObjectNode json() {
    BootProbe.Result result = ended.result();
    JobDefinition job = ended.probe().job();
    BootSample measured = sample;
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("agent", ended.probe().probed().agent());
    node.put("target", ended.probe().probed().target().toString());
    node.put("job", job.id());
    node.put("run", ended.run().workflowId());
    node.put("verdict", result.verdict());
    node.put("message", result.message());
    node.put("millis", result.millis());
    node.put("queuedMillis", result.queuedMillis());
    node.put("limitMillis", job.boot().timeout().toMillis());
    node.put("warnAtMillis", (long) (job.boot().timeout().toMillis() * job.boot().warnAt()));
    node.put("host", measured == null ? null : measured.host());
    node.put("agentVersion", measured == null ? null : measured.agentVersion());
    node.set("stages", Json.mapper().valueToTree(result.stages()));
    node.put("stage", measured == null ? null : measured.stage());
    node.set("facts", Json.mapper().valueToTree(measured == null ? null : measured.facts()));
    node.set("past", Json.mapper().valueToTree(past));
    return node;
  }
}
