package dev.reveille.starter.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.reveille.domain.Json;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.SourceText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job file as an import writes it: two lines that say where it came from and what it was when it
 * was written, then what could not be carried, then the job.
 */
final class JobText {
  private static final Pattern HEAD =
      Pattern.compile(
          "# Imported from (\\w+), job (\\S+)\n"
              + "# As written, sha256:([0-9a-f]{64})[^\n]*\n(.*)",
          Pattern.DOTALL);
  private static final String LEFT_ALONE =
      "; a file that was changed since is left alone by a later import.";
  private static final YAMLMapper PLAIN = mapper(true);
  private static final YAMLMapper QUOTED = mapper(false);

  private JobText() {}

  /**
   * What an import wrote earlier.
   *
   * @param changed whether somebody changed it since
   */
  record Origin(String from, String source, boolean changed) {}

  static String of(String from, Draft draft, ObjectNode job) {
    StringBuilder body = new StringBuilder();
    for (FieldNote note : draft.notes()) {
      if (note.fate() == Fate.NOT_CARRIED) {
        comment(body, "- " + note.text());
      }
    }
    draft.proposals().forEach(lines -> lines.lines().forEach(line -> comment(body, line)));
    body.append(yaml(job));
    String text = body.toString();
    return "# Imported from "
        + from
        + ", job "
        + key(draft.source())
        + "\n# As written, "
        + Json.digest(text)
        + LEFT_ALONE
        + "\n"
        + text;
  }

  /** Where a file came from; empty for one that no import wrote. */
  static Optional<Origin> origin(String text) {
    Matcher head = HEAD.matcher(text.replace("\r\n", "\n"));
    if (!head.matches()) {
      return Optional.empty();
    }
    boolean same = Json.digest(head.group(4)).equals("sha256:" + head.group(3));
    return Optional.of(new Origin(head.group(1), head.group(2), !same));
  }

  /** A source's name as a file's head may hold it: what is long or odd stands there as a digest. */
  static String key(String source) {
    return source.matches("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")
        ? source
        : "digest-" + Json.digest(source).substring(7, 31);
  }

  /** The job in YAML that our own reader reads back as the same. */
  private static String yaml(ObjectNode job) {
    String plain = write(PLAIN, job);
    return same(plain, job) ? plain : write(QUOTED, job);
  }

  private static boolean same(String yaml, ObjectNode job) {
    Problems problems = new Problems();
    JsonNode read =
        SourceText.tree("a.yaml", yaml, problems).map(Node::json).orElse(Json.mapper().nullNode());
    return problems.errors() == 0 && read.equals(job);
  }

  private static String write(YAMLMapper mapper, ObjectNode job) {
    try {
      return mapper.writeValueAsString(job);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a job could not be written as YAML", e);
    }
  }

  private static void comment(StringBuilder text, String line) {
    text.append("# ").append(Shown.visible(line)).append('\n');
  }

  private static YAMLMapper mapper(boolean plain) {
    return YAMLMapper.builder(
            YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .configure(YAMLGenerator.Feature.MINIMIZE_QUOTES, plain)
                .configure(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS, plain)
                .build())
        .build();
  }
}
