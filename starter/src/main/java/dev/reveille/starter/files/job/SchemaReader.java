package dev.reveille.starter.files.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.contract.JsonSchema;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Mapping;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import dev.reveille.starter.files.tree.Sequence;
import dev.reveille.starter.files.tree.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a JSON schema: written out, or named as a file beside the job. */
final class SchemaReader {
  /** The schema travels with every run. */
  private static final int MOST_BYTES = 64 * 1024;

  private static final int MOST_FAULTS = 5;

  /** The command and the worker have the library; a service that embeds this module need not. */
  private static final boolean CHECKS = isThere("com.networknt.schema.Schema");

  /** Such files of the folder jobs/ are no job files. */
  private static final List<String> ENDINGS =
      List.of(".schema.json", ".schema.yaml", ".schema.yml");

  private final Path folder;
  private final Context context;

  SchemaReader(Path folder, Context context) {
    this.folder = folder;
    this.context = context;
  }

  /** The schema, or null after a problem was reported. */
  @Nullable JsonNode read(Node node) {
    if (node instanceof Mapping) {
      return checked(node);
    }
    if (node instanceof Scalar scalar && scalar.type() == Scalar.Type.TEXT) {
      return file(scalar).map(this::checked).orElse(null);
    }
    return context.wrong(
        node, "a JSON schema, or the name of a file beside the job such as plan.schema.json");
  }

  private Optional<Node> file(Scalar name) {
    if (ENDINGS.stream().noneMatch(name.text()::endsWith)) {
      context.wrong(
          name, "the name of a file that ends in .schema.json or .schema.yaml", "rename it");
      return Optional.empty();
    }
    Path file = beside(name);
    if (file == null || !file.startsWith(folder.resolve("jobs"))) {
      context.error(
          name.place(),
          Shown.quoted(name.text()) + " leads out of the folder jobs/",
          "keep it beside the job");
      return Optional.empty();
    }
    if (!Files.isRegularFile(file) || leadsOut(file)) {
      context.error(
          name.place(),
          "there is no file " + Shown.quoted(name.text()) + " beside the job",
          "write the schema into " + folder.relativize(file));
      return Optional.empty();
    }
    return SourceText.tree(file, folder.relativize(file).toString(), context.problems());
  }

  private @Nullable Path beside(Scalar name) {
    try {
      Path job = folder.resolve(name.place().file()).normalize();
      Path jobs = folder.resolve("jobs");
      Path there =
          job.startsWith(jobs) ? job.resolveSibling(name.text()) : jobs.resolve(name.text());
      return there.normalize();
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private boolean leadsOut(Path file) {
    try {
      return !file.toRealPath().startsWith(folder.toRealPath());
    } catch (IOException e) {
      return true;
    }
  }

  private @Nullable JsonNode checked(Node node) {
    JsonNode schema = node.json();
    int bytes = Json.write(schema).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      context.error(
          node.place(),
          "the schema is " + bytes / 1024 + " KiB long (expected: up to " + MOST_BYTES / 1024 + ")",
          "hold the output against the part that matters");
      return null;
    }
    if (!CHECKS) {
      context.warning(
          node.place(),
          "the schema itself is not checked here, for want of a library; the worker checks it",
          "add com.networknt:json-schema-validator to the class path");
      return schema;
    }
    List<JsonSchema.Fault> faults = JsonSchema.of(schema).faults();
    faults.stream()
        .limit(MOST_FAULTS)
        .forEach(
            fault ->
                context.error(
                    place(node, fault.at()),
                    (fault.at().isEmpty() ? "" : "at " + Shown.quoted(fault.at()) + " ")
                        + Shown.visible(fault.message()),
                    "write a JSON schema of draft 2020-12, or of the draft that $schema names"));
    return faults.isEmpty() ? schema : null;
  }

  private static boolean isThere(String type) {
    try {
      Class.forName(type, false, SchemaReader.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Where a JSON pointer leads, as far as it leads anywhere. */
  private static Place place(Node root, String pointer) {
    Node at = root;
    for (String part : pointer.split("/", -1)) {
      String name = part.replace("~1", "/").replace("~0", "~");
      Node next = null;
      if (at instanceof Mapping mapping) {
        next = mapping.get(name);
      } else if (at instanceof Sequence sequence && name.matches("\\d{1,6}")) {
        int index = Integer.parseInt(name);
        next = index < sequence.items().size() ? sequence.items().get(index) : null;
      }
      at = next == null ? at : next;
    }
    return at.place();
  }
}
