package dev.reveille.activities.execute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.activities.ask.Answer;
import dev.reveille.activities.ask.Asking;
import dev.reveille.activities.ask.Question;
import dev.reveille.activities.process.AgentProcess;
import dev.reveille.domain.contract.Contract;
import dev.reveille.domain.contract.Work.FileSeen;
import dev.reveille.domain.job.JobDefinition;
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
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts a job's source, and what of it is new since the job's last good run counted. A file is new
 * by the time of its last change; a command is told that time, and its number is what is new.
 */
final class SourceCount {
  private static final String OK = "OK";
  private static final int KEPT_BYTES = 4096;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private final JobDefinition definition;
  private final RunKey key;
  private final Path workspace;
  private final RunReader reader;
  private final Asking asking;

  SourceCount(
      JobDefinition definition, RunKey key, Path workspace, RunReader reader, Asking asking) {
    this.definition = definition;
    this.key = key;
    this.workspace = workspace;
    this.reader = reader;
    this.asking = asking;
  }

  /**
   * What there is to work on, as the detail of an event; what cannot be counted is an error in it.
   *
   * @param started given the process of a counting command
   */
  Map<String, JsonNode> of(Contract.Source source, Consumer<AgentProcess> started) {
    Map<String, JsonNode> detail = new HashMap<>();
    Instant since = lastCounted();
    if (since != null) {
      detail.put("since", TextNode.valueOf(since.toString()));
    }
    String glob = source.glob();
    if (glob == null) {
      detail.put("command", TextNode.valueOf(source.command().get(0)));
      byCommand(source, since, detail, started);
    } else {
      detail.put("glob", TextNode.valueOf(glob));
      byFiles(glob, since, detail);
    }
    return detail;
  }

  private void byFiles(String glob, @Nullable Instant since, Map<String, JsonNode> detail) {
    try {
      List<FileSeen> items = WorkspaceFiles.matching(workspace, glob);
      long fresh =
          items.stream()
              .filter(item -> since == null || !item.modifiedAt().isBefore(since))
              .count();
      detail.put("items", IntNode.valueOf(items.size()));
      detail.put("fresh", IntNode.valueOf((int) fresh));
    } catch (IOException e) {
      detail.put("error", TextNode.valueOf(String.valueOf(e.getMessage())));
    }
  }

  private void byCommand(
      Contract.Source source,
      @Nullable Instant since,
      Map<String, JsonNode> detail,
      Consumer<AgentProcess> started) {
    Map<String, String> facts = new HashMap<>();
    facts.put("REVEILLE_JOB", definition.id());
    facts.put("REVEILLE_RUN", key.workflowId());
    facts.put("REVEILLE_WORKSPACE", workspace.toString());
    if (since != null) {
      facts.put("REVEILLE_SINCE", since.toString());
      facts.put("REVEILLE_SINCE_EPOCH", Long.toString(since.getEpochSecond()));
    }
    Answer answer =
        asking.ask(
            definition,
            key,
            new Question(
                "expect.source.command",
                source.command(),
                facts,
                null,
                workspace,
                source.timeout(),
                KEPT_BYTES),
            started);
    String error = error(answer);
    if (error == null) {
      IntNode count = IntNode.valueOf(Integer.parseInt(answer.output().strip()));
      detail.put("items", count);
      detail.put("fresh", count);
    } else {
      detail.put("error", TextNode.valueOf(error));
    }
  }

  private static @Nullable String error(Answer answer) {
    String said = answer.said().isBlank() ? "" : ": " + answer.said();
    if (answer.error() != null) {
      return answer.error() + said;
    }
    Integer code = answer.exitCode();
    if (code == null || code != 0) {
      return "its command ended with exit code " + code + said;
    }
    if (!answer.whole() || !NUMBER.matcher(answer.output().strip()).matches()) {
      return "its command did not print a whole number and nothing else"
          + (answer.output().isBlank() ? ", but nothing" : said);
    }
    return null;
  }

  /** When the job's last good run counted its source; what came later is new. */
  private @Nullable Instant lastCounted() {
    List<RunView> good = reader.list(new RunReader.Query(definition.id(), OK, null, 1));
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
