package dev.reveille.cli.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.cli.data.AtomicFile;
import dev.reveille.cli.session.Failure;
import dev.reveille.domain.Json;
import dev.reveille.domain.gate.Boot;
import dev.reveille.domain.gate.Series;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Baselines on disk: JSON of a numbered form, to be kept beside the job files. */
final class BaselineFile {
  private BaselineFile() {}

  /**
   * Reads one. All that is wrong is said at once, each with its line and column.
   *
   * @throws Failure of usage
   */
  static Baseline read(Path file) {
    Problems problems = new Problems();
    // Whatever it is called, it is JSON.
    Optional<Node> root =
        SourceText.text(file, file.toString(), problems)
            .flatMap(text -> SourceText.tree(file + ".json", text, problems));
    Baseline baseline =
        root.map(node -> BaselineFields.read(node, new Context(problems, ""))).orElse(null);
    if (baseline == null || problems.errors() > 0) {
      String all =
          String.join(
              "\n",
              problems.sorted().stream()
                  .map(problem -> problem.text().replace(file + ".json:", file + ":"))
                  .toList());
      throw Failure.usage(
          "--baseline: no baseline of this version can be read from "
              + file
              + "\n"
              + (all.isEmpty() ? "it holds nothing" : all)
              + "\nsave a new one with `reveille gate --save FILE`");
    }
    return baseline;
  }

  /** Writes one, whole or not at all. */
  static void write(Path file, Baseline baseline) throws IOException {
    ObjectNode root = Json.mapper().createObjectNode();
    root.put("reveilleGate", BaselineFields.VERSION);
    root.put("saved", baseline.saved().toString());
    root.set("host", Json.mapper().valueToTree(baseline.host()));
    ArrayNode cells = root.putArray("cells");
    baseline.cells().forEach(series -> cells.add(cell(series)));
    AtomicFile.write(file, (text(root) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode cell(Series series) {
    ObjectNode cell = Json.mapper().createObjectNode();
    cell.put("agent", series.cell().agent());
    cell.put("target", series.cell().target());
    if (series.version() != null) {
      cell.put("version", series.version());
    }
    cell.put("limitMillis", series.limitMillis());
    cell.put("warnAt", series.warnAt());
    ArrayNode boots = cell.putArray("boots");
    for (Boot boot : series.boots()) {
      ObjectNode written = boots.addObject().put("millis", boot.millis());
      ObjectNode stages = written.putObject("stages");
      boot.stages().forEach(stages::put);
    }
    return cell;
  }

  private static String text(ObjectNode root) {
    try {
      return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a baseline cannot be written as JSON", e);
    }
  }
}
