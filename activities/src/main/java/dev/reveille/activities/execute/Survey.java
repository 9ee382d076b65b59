package dev.reveille.activities.execute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.contract.Contract;
import dev.reveille.domain.contract.Work.FileSeen;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.runlog.RunReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a run's workspace from outside the run: at its source before the turn, at its files
 * after it. What it finds are details of events, and so evidence.
 */
final class Survey {
  /** Of each glob; more files than that are counted, and only these are told one by one. */
  private static final int MOST_TOLD = 200;

  private static final String OK = "OK";

  private final Contract contract;
  private final Path workspace;
  private final RunReader reader;

  Survey(Contract contract, Path workspace, RunReader reader) {
    this.contract = contract;
    this.workspace = workspace;
    this.reader = reader;
  }

  /** What there is to work on; empty where the job names no source. */
  Optional<Map<String, JsonNode>> source(String job) {
    Contract.Source source = contract.source();
    if (source == null) {
      return Optional.empty();
    }
    Map<String, JsonNode> detail = new HashMap<>();
    detail.put("glob", TextNode.valueOf(source.glob()));
    try {
      List<FileSeen> items = WorkspaceFiles.matching(workspace, source.glob());
      Instant since = lastCounted(job);
      long fresh =
          items.stream()
              .filter(item -> since == null || !item.modifiedAt().isBefore(since))
              .count();
      detail.put("items", IntNode.valueOf(items.size()));
      detail.put("fresh", IntNode.valueOf((int) fresh));
      if (since != null) {
        detail.put("since", TextNode.valueOf(since.toString()));
      }
    } catch (IOException e) {
      detail.put("error", TextNode.valueOf(String.valueOf(e.getMessage())));
    }
    return Optional.of(detail);
  }

  /** What the turn left; empty where the job asks for no files. */
  Optional<Map<String, JsonNode>> files() {
    if (contract.files().isEmpty()) {
      return Optional.empty();
    }
    Map<String, JsonNode> detail = new HashMap<>();
    ObjectNode byGlob = Json.mapper().createObjectNode();
    try {
      for (Contract.Files rule : contract.files()) {
        List<FileSeen> found = WorkspaceFiles.matching(workspace, rule.glob());
        if (found.size() > MOST_TOLD) {
          detail.put("cut", BooleanNode.TRUE);
        }
        // The newest are told first: only they can be fresh.
        List<FileSeen> told =
            found.stream()
                .sorted((a, b) -> b.modifiedAt().compareTo(a.modifiedAt()))
                .limit(MOST_TOLD)
                .toList();
        byGlob.set(rule.glob(), Json.mapper().valueToTree(told));
      }
      detail.put("files", byGlob);
    } catch (IOException e) {
      detail.put("error", TextNode.valueOf(String.valueOf(e.getMessage())));
    }
    return Optional.of(detail);
  }

  /** When the job's last good run counted its source; what came later is new. */
  private @Nullable Instant lastCounted(String job) {
    List<RunView> good = reader.list(new RunReader.Query(job, OK, null, 1));
    if (good.isEmpty()) {
      return null;
    }
    RunView.Temporal last = good.get(0).temporal();
    return reader
        .find(new RunKey(last.workflowId(), last.runId()), 0)
        .flatMap(
            run ->
                run.events().stream()
                    .filter(event -> event.event() == EventType.SOURCE_COUNTED)
                    .map(RunView.Event::at)
                    .findFirst())
        .orElse(null);
  }
}
