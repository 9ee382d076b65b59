package dev.reveille.starter.files.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the tree from JSON that may hold comments and trailing commas. */
final class JsonTree {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(SourceText.DEEPEST + 10).build())
          .build();

  /** What people also write who know JSON5: names without quotes, single quotes, odd numbers. */
  private static final JsonFactory LENIENT =
      JSON.rebuild()
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS)
          .build();

  private final String file;
  private final JsonParser parser;
  private final Problems problems;

  private JsonTree(String file, JsonParser parser, Problems problems) {
    this.file = file;
    this.parser = parser;
    this.problems = problems;
  }

  static Optional<Node> read(String file, String text, Problems problems) {
    return read(file, text, JSON, problems);
  }

  static Optional<Node> readLeniently(String file, String text, Problems problems) {
    return read(file, text, LENIENT, problems);
  }

  private static Optional<Node> read(
      String file, String text, JsonFactory json, Problems problems) {
    try (JsonParser parser = json.createParser(text)) {
      return Optional.ofNullable(new JsonTree(file, parser, problems).document());
    } catch (TooDeep e) {
      e.report(problems);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      Place place =
          at == null
              ? Place.startOf(file)
              : new Place(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
      problems.error(place, "", "not JSON: " + inWords(e), "check commas, quotes and brackets");
    } catch (IOException e) {
      problems.error(Place.startOf(file), "", "cannot be read: " + e.getMessage(), null);
    }
    return Optional.of(Scalar.broken(Place.startOf(file)));
  }

  private @Nullable Node document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      return null;
    }
    Node root = node(first, 1);
    if (parser.nextToken() != null) {
      problems.error(
          place(), "", "something follows the end of the JSON value", "put several jobs in a list");
    }
    return root;
  }

  private Node node(JsonToken token, int depth) throws IOException {
    Place place = place();
    if (depth > SourceText.DEEPEST) {
      throw new TooDeep(place);
    }
    return switch (token) {
      case START_OBJECT -> object(place, depth);
      case START_ARRAY -> array(place, depth);
      case VALUE_STRING -> Scalar.text(place, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Scalar(place, Scalar.Type.NUMBER, parser.getText(), false);
      case VALUE_TRUE, VALUE_FALSE ->
          new Scalar(place, Scalar.Type.BOOLEAN, parser.getText(), false);
      default -> new Scalar(place, Scalar.Type.NOTHING, "null", false);
    };
  }

  private Node object(Place place, int depth) throws IOException {
    MappingBuilder entries = new MappingBuilder(problems);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Place keyPlace = place();
      String key = parser.currentName();
      entries.add(keyPlace, key, node(parser.nextToken(), depth + 1));
    }
    return entries.build(place);
  }

  private Node array(Place place, int depth) throws IOException {
    List<Node> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(node(token, depth + 1));
    }
    return new Sequence(place, items);
  }

  private Place place() {
    JsonLocation at = parser.currentTokenLocation();
    return new Place(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }

  private static String inWords(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    String line = message.lines().findFirst().orElse("cannot be understood");
    return line.replaceAll(" \\(start marker at .*", "")
        .replaceAll(" \\(code \\d+[^)]*\\)", "")
        .replaceAll("(?i)^unexpected ", "unexpected ");
  }
}
