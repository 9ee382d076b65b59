package dev.reveille.domain.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.DialectId;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.contract.BoundedMatch.Found;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A JSON schema of a job's own: of the drafts 4 to 2020-12, the last where it names none. Formats
 * are held too. Nothing is fetched: a reference leads to another place of the same schema.
 */
public final class JsonSchema {
  private static final int MESSAGE_CHARS = 200;
  private static final List<String> DRAFTS =
      List.of(
          DialectId.DRAFT_4,
          DialectId.DRAFT_6,
          DialectId.DRAFT_7,
          DialectId.DRAFT_2019_09,
          DialectId.DRAFT_2020_12);

  private final JsonNode schema;

  private JsonSchema(JsonNode schema) {
    this.schema = schema;
  }

  public static JsonSchema of(JsonNode schema) {
    return new JsonSchema(schema);
  }

  /**
   * What is wrong with a schema itself.
   *
   * @param at where, as a JSON pointer into the schema
   */
  public record Fault(String at, String message) {}

  /** What is wrong with the schema itself; empty where nothing is. */
  public List<Fault> faults() {
    String draft = schema.path("$schema").asText(DialectId.DRAFT_2020_12);
    if (DRAFTS.stream().noneMatch(known -> bare(known).equals(bare(draft)))) {
      return List.of(
          new Fault(
              "/$schema",
              "this draft is not known (expected: one of " + String.join(", ", DRAFTS) + ")"));
    }
    Optional<Fault> away = away(schema, JsonPointer.empty());
    if (away.isPresent()) {
      return List.of(away.get());
    }
    SchemaRegistry registry = registry();
    try {
      Schema draftsOwn = registry.getSchema(SchemaLocation.of(draft));
      List<Fault> faults =
          draftsOwn.validate(schema).stream()
              .map(error -> new Fault(at(error), message(error)))
              .collect(Collectors.toMap(Fault::at, fault -> fault, (a, b) -> a, TreeMap::new))
              .values()
              .stream()
              .toList();
      if (faults.isEmpty()) {
        // References that lead nowhere and expressions that cannot be read show only here.
        registry.getSchema(schema).initializeValidators();
      }
      return faults;
    } catch (SchemaException | IllegalArgumentException | StackOverflowError e) {
      return List.of(new Fault("", "it cannot be used: " + Spoken.cut(words(e), MESSAGE_CHARS)));
    }
  }

  /** How the answer breaks the schema, each breach as a clause; empty where it keeps it. */
  List<String> breaches(String answer) {
    JsonAnswer found = JsonAnswer.in(answer);
    JsonNode json = found.json();
    if (json == null) {
      return List.of(found.problem());
    }
    try {
      return registry().getSchema(schema).validate(json).stream()
          .map(error -> at(error) + (at(error).isEmpty() ? "" : " ") + message(error))
          .distinct()
          .toList();
    } catch (GivenUp | StackOverflowError e) {
      return List.of("takes too long on this output");
    } catch (SchemaException | IllegalArgumentException e) {
      return List.of("cannot be used: " + Spoken.cut(words(e), MESSAGE_CHARS));
    }
  }

  /** A reference to another document would have to be fetched. */
  private static Optional<Fault> away(JsonNode node, JsonPointer at) {
    for (String keyword : List.of("$ref", "$dynamicRef", "$recursiveRef")) {
      JsonNode target = node.path(keyword);
      if (target.isTextual() && !target.asText().startsWith("#")) {
        return Optional.of(
            new Fault(
                at.appendProperty(keyword).toString(),
                "this reference leads out of the schema (expected: one that begins with #)"));
      }
    }
    Optional<Fault> first = Optional.empty();
    for (var fields = node.fields(); fields.hasNext() && first.isEmpty(); ) {
      var field = fields.next();
      first = away(field.getValue(), at.appendProperty(field.getKey()));
    }
    for (int i = 0; node.isArray() && i < node.size() && first.isEmpty(); i++) {
      first = away(node.get(i), at.appendIndex(i));
    }
    return first;
  }

  private static SchemaRegistry registry() {
    BoundedMatch steps = new BoundedMatch();
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .locale(Locale.ROOT)
            .pathType(PathType.JSON_POINTER)
            .formatAssertionsEnabled(true)
            .regularExpressionFactory(
                expression -> {
                  Pattern pattern = Pattern.compile(expression);
                  return text -> {
                    Found found = steps.find(pattern, text);
                    if (found == Found.GIVEN_UP) {
                      throw new GivenUp();
                    }
                    return found == Found.YES;
                  };
                })
            .build();
    return SchemaRegistry.withDefaultDialect(
        Dialects.getDraft202012(), builder -> builder.schemaRegistryConfig(config));
  }

  private static String bare(String draft) {
    return draft.endsWith("#") ? draft.substring(0, draft.length() - 1) : draft;
  }

  private static String at(Error error) {
    return String.valueOf(error.getInstanceLocation());
  }

  private static String message(Error error) {
    return Spoken.cut(String.valueOf(error.getMessage()), MESSAGE_CHARS);
  }

  private static String words(Throwable problem) {
    return problem instanceof StackOverflowError
        ? "it refers to itself without end"
        : String.valueOf(problem.getMessage()).replaceAll("\\s+", " ");
  }

  private static final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1;

    GivenUp() {
      super(null, null, false, false);
    }
  }
}
