package dev.reveille.cli.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.domain.Json;
import dev.reveille.domain.Safe;
import dev.reveille.domain.run.OutputChunk;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.runlog.ReadableRunLog;
import dev.reveille.runlog.RunReader;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code logs}: what the agent said, as it stands in the run log. */
public final class RunOutput {
  private static final int PAGE = 500;
  private static final long PAUSE_MILLIS = 250;

  private final RunReader log;
  private final RunKey key;
  private final Console console;
  private int attempt;
  private long seq;
  private boolean midLine;

  private RunOutput(RunReader log, RunKey key, Console console) {
    this.log = log;
    this.key = key;
    this.console = console;
  }

  /** Prints it; with {@code follow} until the run has ended. Returns the exit code. */
  public static int run(Session session, String run, boolean follow) throws InterruptedException {
    try (ReadableRunLog log = session.runLog()) {
      RunOutput output = new RunOutput(log, RunNames.resolve(log, run), session.console());
      output.print(follow);
    }
    return 0;
  }

  private void print(boolean follow) throws InterruptedException {
    while (!console.abandoned()) {
      // Asked before the output is read: what an ended run said is complete by then.
      boolean ended = log.find(key, 0).map(RunView::status).map(RunStatus::ended).orElse(true);
      boolean more = printPage();
      if (!more && (ended || !follow)) {
        break;
      }
      if (!more) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
    if (midLine) {
      console.piece("\n");
    }
  }

  private boolean printPage() {
    List<OutputChunk> chunks = log.output(key, attempt, seq, PAGE);
    for (OutputChunk chunk : chunks) {
      if (console.json()) {
        console.jsonLine(json(chunk));
      } else {
        printText(chunk);
      }
      attempt = chunk.attempt();
      seq = chunk.seq();
    }
    return !chunks.isEmpty();
  }

  private static JsonNode json(OutputChunk chunk) {
    return Json.mapper()
        .createObjectNode()
        .put("at", chunk.at().toString())
        .put("attempt", chunk.attempt())
        .put("seq", chunk.seq())
        .put("stream", chunk.stream())
        .put("text", chunk.text());
  }

  /** Noise and remarks go to standard error: the rest can be piped on as what was said. */
  private void printText(OutputChunk chunk) {
    String text = Safe.text(chunk.text());
    if (chunk.stream().equals("out")) {
      console.piece(text);
      midLine = !text.isEmpty() && !text.endsWith("\n");
    } else {
      String mark = chunk.stream().equals("note") ? "reveille: " : "! ";
      text.lines().forEach(line -> console.note(mark + line));
    }
  }
}
