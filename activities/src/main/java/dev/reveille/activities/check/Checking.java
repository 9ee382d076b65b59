package dev.reveille.activities.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.activities.ask.Answer;
import dev.reveille.activities.ask.Asking;
import dev.reveille.activities.ask.Question;
import dev.reveille.activities.lease.Leases;
import dev.reveille.activities.place.Places;
import dev.reveille.activities.record.WorkRead;
import dev.reveille.activities.watch.Watchdog;
import dev.reveille.domain.contract.Contract;
import dev.reveille.domain.contract.Work;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.runlog.RunLog;
import dev.reveille.workflows.CheckActivity;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCompletionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs the job's own check in the folder that the run worked in, on the host that keeps it. The
 * agent is dead by then. What came of it is an event of the run, and judged with all the rest.
 */
public final class Checking implements CheckActivity {
  private static final int KEPT_BYTES = 64 * 1024;

  private final String hostName;
  private final Places places;
  private final Asking asking;
  private final WorkRead works;
  private final Leases leases;
  private final RunLog log;
  private final Clock clock;

  public Checking(
      String hostName,
      Places places,
      Asking asking,
      WorkRead works,
      Leases leases,
      RunLog log,
      Clock clock) {
    this.hostName = hostName;
    this.places = places;
    this.asking = asking;
    this.works = works;
    this.leases = leases;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public void check(Request request) {
    ActivityExecutionContext activity = Activity.getExecutionContext();
    ActivityInfo info = activity.getInfo();
    RunKey key = new RunKey(info.getWorkflowId(), info.getWorkflowRunId());
    JobDefinition definition = request.definition();
    Contract.Check check = Contract.of(definition.expect()).check();
    if (check == null) {
      return;
    }
    int attempt = request.executed().attempt();
    Instant begun = clock.instant();
    boolean good = false;
    try (Watchdog watchdog = Watchdog.start(check.timeout().multipliedBy(2), activity)) {
      Path workspace = places.workspace(definition, key, attempt);
      Answer answer =
          Files.isDirectory(workspace)
              ? asking.ask(
                  definition,
                  key,
                  question(request, key, check, workspace),
                  process -> watchdog.onEnd(() -> process.end(Duration.ZERO)))
              : new Answer(null, "", true, "", "the run's workspace is gone");
      ActivityCompletionException gone = watchdog.gone();
      if (gone != null) {
        leases.doubt(key);
        throw gone;
      }
      good = Integer.valueOf(0).equals(answer.exitCode());
      log.event(
          key,
          new RunEvent(
              clock.instant(), EventType.CHECKED, attempt, "", hostName, detail(answer, begun)));
    } finally {
      places.close(definition, key, attempt, good);
    }
  }

  private Question question(Request request, RunKey key, Contract.Check check, Path workspace) {
    Work work = works.of(key, request.definition(), request.executed());
    return new Question(
        "expect.check.command",
        check.command(),
        facts(request, key, work, workspace),
        work.output(),
        workspace,
        check.timeout(),
        KEPT_BYTES);
  }

  /** The evidence, as far as a program may want it; the answer itself is its standard input. */
  private static Map<String, String> facts(Request request, RunKey key, Work work, Path workspace) {
    Map<String, String> facts = new HashMap<>();
    facts.put("REVEILLE_JOB", request.definition().id());
    facts.put("REVEILLE_RUN", key.workflowId());
    facts.put("REVEILLE_WORKSPACE", workspace.toString());
    facts.put("REVEILLE_BOOTED_AT", work.bootedAt().toString());
    facts.put("REVEILLE_MILLIS", Long.toString(work.millis()));
    facts.put("REVEILLE_OUTPUT_BYTES", Long.toString(work.outputBytes()));
    facts.put("REVEILLE_TOOLS_RETURNED", Integer.toString(work.tools().returned()));
    facts.put("REVEILLE_TOOLS_FAILED", Integer.toString(work.tools().failed()));
    Long tokens = work.spent().tokens();
    if (tokens != null) {
      facts.put("REVEILLE_TOKENS", tokens.toString());
    }
    Work.SourceSeen source = work.source();
    if (source != null && source.error() == null) {
      facts.put("REVEILLE_SOURCE_ITEMS", Integer.toString(source.items()));
      facts.put("REVEILLE_SOURCE_NEW", Integer.toString(source.fresh()));
    }
    return facts;
  }

  private Map<String, JsonNode> detail(Answer answer, Instant begun) {
    Map<String, JsonNode> detail = new HashMap<>();
    Integer code = answer.exitCode();
    if (code != null) {
      detail.put("exitCode", IntNode.valueOf(code));
    }
    if (answer.error() != null) {
      detail.put("error", TextNode.valueOf(answer.error()));
    }
    if (!answer.said().isBlank()) {
      detail.put("said", TextNode.valueOf(answer.said()));
    }
    detail.put("millis", LongNode.valueOf(Duration.between(begun, clock.instant()).toMillis()));
    return detail;
  }
}
