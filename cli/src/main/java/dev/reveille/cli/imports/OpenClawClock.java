package dev.reveille.cli.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.cli.session.Failure;
import dev.reveille.domain.Json;
import dev.reveille.starter.imports.openclaw.TheirSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When OpenClaw's jobs are due by its own code, where it is installed here with its Node. */
final class OpenClawClock {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Finds the function that OpenClaw itself reckons with, whatever its bundle calls the file. */
  private static final String SCRIPT =
      """
      import {readFileSync, readdirSync} from 'node:fs';
      import {pathToFileURL} from 'node:url';
      const ask = JSON.parse(readFileSync(0, 'utf8'));
      let next;
      for (const file of readdirSync(ask.dist)) {
        if (!/^schedule-.*\\.m?js$/.test(file)) continue;
        const module = await import(pathToFileURL(ask.dist + '/' + file).href);
        next ??= Object.values(module).find((it) => it?.name === 'computeNextRunAtMs');
      }
      if (!next) process.exit(3);
      const due = {};
      for (const [job, schedule] of Object.entries(ask.schedules)) {
        const times = [];
        try {
          for (let at = ask.after; times.length < ask.most; ) {
            const time = next(schedule, at);
            if (time === undefined || time >= ask.before) break;
            times.push(time);
            at = time;
          }
          due[job] = times;
        } catch { /* a schedule that it refuses is not in the answer */ }
      }
      console.log(JSON.stringify(due));
      """;

  private OpenClawClock() {}

  /** The due times by source; empty where OpenClaw cannot be asked. Blocks for seconds. */
  static Optional<Map<String, List<Instant>>> ask(
      Program program,
      Map<String, TheirSchedule> schedules,
      Instant after,
      Instant before,
      int most)
      throws IOException, InterruptedException {
    Optional<Path> dist = dist(program);
    Optional<Path> node = program.onPath("node");
    if (dist.isEmpty() || node.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode question = Json.mapper().createObjectNode();
    question.put("dist", dist.get().toString());
    question.put("after", after.toEpochMilli()).put("before", before.toEpochMilli());
    question.put("most", most);
    question.set("schedules", Json.mapper().valueToTree(schedules));
    List<String> command = List.of(node.get().toString(), "--input-type=module", "--eval", SCRIPT);
    try {
      Program.Said said = program.ask(command, Json.write(question), LIMIT);
      return said.code() == 0
          ? Optional.of(times(Json.mapper().readTree(said.output())))
          : Optional.empty();
    } catch (Failure | com.fasterxml.jackson.core.JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Map<String, List<Instant>> times(JsonNode answer) {
    Map<String, List<Instant>> times = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : answer.properties()) {
      List<Instant> due = new ArrayList<>();
      entry.getValue().forEach(time -> due.add(Instant.ofEpochMilli(time.asLong())));
      times.put(entry.getKey(), due);
    }
    return times;
  }

  private static Optional<Path> dist(Program program) throws IOException {
    Optional<Path> openclaw = program.onPath("openclaw");
    if (openclaw.isEmpty()) {
      return Optional.empty();
    }
    Path dist = openclaw.get().toRealPath().resolveSibling("dist");
    return Files.isDirectory(dist) ? Optional.of(dist) : Optional.empty();
  }
}
