package dev.reveille.starter.files.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.field.Reader;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.field.Shape;
import dev.reveille.starter.files.layer.LayerFields;
import dev.reveille.starter.files.layer.Templates;
import dev.reveille.starter.files.tree.Node;
import java.nio.file.FileSystems;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The contract of a job: checked for its shape here, judged by the verdict. */
final class ExpectFields {
  private static final Reader<Long> COUNT = Readers.whole(0, 1_000_000);
  private static final Reader<Long> BYTES = Readers.whole(0, Long.MAX_VALUE);
  private static final Reader<Duration> SPAN =
      Readers.duration(LayerFields.SHORTEST, LayerFields.LONGEST_RUN);

  /** More files than that are not told one by one. */
  private static final Reader<Long> FILE_COUNT = Readers.whole(0, 10_000);

  // output
  static final Field<Long> MIN_CHARS = Field.of("minChars", Readers.whole(0, Integer.MAX_VALUE));
  static final Field<Long> MAX_CHARS = Field.of("maxChars", Readers.whole(0, Integer.MAX_VALUE));
  private static final Field<String> MUST_MATCH = Field.of("mustMatch", ExpectFields::regex);
  private static final Field<String> MUST_NOT_MATCH = Field.of("mustNotMatch", ExpectFields::regex);
  static final Field<Node> SCHEMA = Field.of("schema", (node, context) -> node);

  // tools
  private static final Field<Long> AT_LEAST = Field.of("atLeast", COUNT);
  private static final Field<List<String>> NAMES =
      Field.of("names", Readers.someOf(Readers.line(200)));
  private static final Field<Long> MAX_FAILED = Field.of("maxFailed", COUNT);

  // files
  static final Field<String> GLOB = Field.of("glob", ExpectFields::glob);
  private static final Field<Boolean> FRESH = Field.of("fresh", Readers.yesNo());
  static final Field<Long> LEAST_FILES = Field.of("atLeast", FILE_COUNT);
  static final Field<Long> MOST_FILES = Field.of("atMost", FILE_COUNT);
  static final Field<Long> MIN_BYTES = Field.of("minBytes", BYTES);
  static final Field<Long> MAX_BYTES = Field.of("maxBytes", BYTES);

  // source and check
  static final Field<List<String>> COMMAND =
      Field.of("command", Readers.someOf(Templates.commandText()));
  static final Field<Duration> TIMEOUT = Field.of("timeout", SPAN);

  // ceilings
  static final Field<Duration> MIN = Field.of("min", SPAN);
  static final Field<Duration> MAX = Field.of("max", SPAN);
  private static final Field<Long> AT_MOST = Field.of("atMost", BYTES);
  private static final Field<Double> MOST_MONEY =
      Field.of("atMost", Readers.decimal(0, 1_000_000_000));

  // expect
  static final Field<Form> OUTPUT =
      Field.of("output", Shape.of(MIN_CHARS, MAX_CHARS, MUST_MATCH, MUST_NOT_MATCH, SCHEMA));
  static final Field<Form> TOOLS = Field.of("tools", Shape.of(AT_LEAST, NAMES, MAX_FAILED));
  static final Field<List<Form>> FILES =
      Field.of(
          "files",
          Readers.someOf(
              needing(Shape.of(GLOB, FRESH, LEAST_FILES, MOST_FILES, MIN_BYTES, MAX_BYTES), GLOB)));
  static final Field<Form> SOURCE = Field.of("source", Shape.of(GLOB, COMMAND, TIMEOUT));
  static final Field<Form> DURATION = Field.of("duration", Shape.of(MIN, MAX));
  static final Field<Form> TOKENS = Field.of("tokens", needing(Shape.of(AT_MOST), AT_MOST));
  static final Field<Form> COST = Field.of("cost", needing(Shape.of(MOST_MONEY), MOST_MONEY));
  static final Field<Form> CHECK = Field.of("check", needing(Shape.of(COMMAND, TIMEOUT), COMMAND));
  static final Field<List<String>> NO_DATA =
      Field.of("noData", Readers.someOf(ExpectFields::regex));
  static final Field<JsonNode> VOLUME = Field.of("volume", VolumeFields.reader());
  private static final Shape SHAPE =
      Shape.of(TOOLS, OUTPUT, SOURCE, FILES, DURATION, TOKENS, COST, CHECK, NO_DATA, VOLUME);

  private ExpectFields() {}

  /**
   * What was written.
   *
   * @param node for what goes into the snapshot as it is
   */
  record Written(Form form, Node node) {}

  static Reader<Written> reader() {
    return (node, context) -> {
      Form form = SHAPE.read(node, context);
      return form == null ? null : new Written(form, node);
    };
  }

  private static Reader<Form> needing(Shape shape, Field<?> needed) {
    return (node, context) -> {
      Form form = shape.read(node, context);
      if (form != null && !form.has(needed)) {
        context.error(form.place(), needed.name() + " is missing", null);
      }
      return form;
    };
  }

  private static @Nullable String regex(Node node, Context context) {
    String text = Readers.text().read(node, context);
    if (text == null) {
      return null;
    }
    try {
      Pattern.compile(text);
      return text;
    } catch (PatternSyntaxException e) {
      return context.wrong(
          node,
          "a regular expression",
          e.getDescription() + " near character " + (e.getIndex() + 1));
    } catch (StackOverflowError e) {
      return context.wrong(node, "a regular expression that is less deeply nested");
    }
  }

  private static @Nullable String glob(Node node, Context context) {
    String text = Readers.line(1000).read(node, context);
    if (text == null) {
      return null;
    }
    if (text.startsWith("/") || text.startsWith("~") || List.of(text.split("/")).contains("..")) {
      return context.wrong(node, "a pattern inside the workspace, such as out/*.md");
    }
    try {
      FileSystems.getDefault().getPathMatcher("glob:" + text);
      return text;
    } catch (IllegalArgumentException e) {
      return context.wrong(node, "a pattern such as out/*.md", "close every [ and {");
    }
  }
}
