package dev.reveille.starter.files.tree;

import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/** Builds the tree from the parser's events, which know their places; values are YAML 1.2. */
final class YamlTree {
  private final String file;
  private final Parser parser;
  private final Problems problems;

  private YamlTree(String file, String text, Problems problems) {
    this.file = file;
    this.problems = problems;
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(SourceText.MOST_BYTES);
    this.parser = new ParserImpl(new StreamReader(text), options);
  }

  static Optional<Node> read(String file, String text, Problems problems) {
    try {
      return Optional.ofNullable(new YamlTree(file, text, problems).document());
    } catch (TooDeep e) {
      e.report(problems);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      Place place =
          mark == null
              ? Place.startOf(file)
              : new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
      problems.error(place, "", "not YAML: " + inWords(e), remedy(text, e));
    } catch (ReaderException e) {
      problems.error(
          SourceText.placeOf(file, text, Math.min(e.getPosition(), text.length())),
          "",
          String.format("the character U+%04X is not allowed here", e.getCodePoint()),
          "remove it, or write it as an escape in double quotes");
    } catch (YAMLException e) {
      problems.error(
          Place.startOf(file), "", "not YAML: " + firstLine(String.valueOf(e.getMessage())), null);
    }
    return Optional.of(Scalar.broken(Place.startOf(file)));
  }

  private @Nullable Node document() {
    parser.getEvent();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return null;
    }
    DocumentStartEvent start = (DocumentStartEvent) parser.getEvent();
    if (start.getTags() != null && !start.getTags().isEmpty()) {
      problems.error(place(start), "", "tags are not read here", "remove the %TAG line");
    }
    Node root = node(parser.getEvent(), 1);
    parser.getEvent();
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      problems.error(
          place(parser.peekEvent()),
          "",
          "a second document begins here",
          "write one document a file; several jobs stand in a list");
    }
    return root;
  }

  private Node node(Event event, int depth) {
    Place place = place(event);
    if (depth > SourceText.DEEPEST) {
      throw new TooDeep(place);
    }
    if (event instanceof AliasEvent alias) {
      problems.error(
          place,
          "",
          "the alias *" + alias.getAnchor() + " is not read here",
          "write the value out, or put what jobs share into defaults of reveille.yaml");
      return Scalar.broken(place);
    }
    if (event instanceof NodeEvent anchored && anchored.getAnchor() != null) {
      problems.error(
          place,
          "",
          "the anchor &" + anchored.getAnchor() + " is not read here",
          "remove it; what jobs share stands in defaults of reveille.yaml");
    }
    if (event instanceof ScalarEvent scalar) {
      refuseTag(scalar.getTag(), place);
      return scalar.getScalarStyle() == ScalarStyle.PLAIN
          ? Scalar.plain(place, scalar.getValue())
          : Scalar.text(place, scalar.getValue());
    }
    if (event instanceof SequenceStartEvent start) {
      refuseTag(start.getTag(), place);
      List<Node> items = new ArrayList<>();
      while (!parser.checkEvent(Event.ID.SequenceEnd)) {
        items.add(node(parser.getEvent(), depth + 1));
      }
      parser.getEvent();
      return new Sequence(place, items);
    }
    refuseTag(((MappingStartEvent) event).getTag(), place);
    return mapping(place, depth);
  }

  private Node mapping(Place place, int depth) {
    MappingBuilder entries = new MappingBuilder(problems);
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Event key = parser.getEvent();
      if (key instanceof ScalarEvent scalar) {
        if (scalar.getAnchor() != null) {
          problems.error(place(key), "", "a key cannot have an anchor", "remove it");
        }
        refuseTag(scalar.getTag(), place(key));
        entries.add(place(key), scalar.getValue(), node(parser.getEvent(), depth + 1));
      } else {
        Node written = node(key, depth + 1);
        if (!written.isBroken()) {
          problems.error(
              written.place(),
              "",
              "the key is " + written.shown() + " (expected: a name)",
              "put a text in braces or brackets into quotes");
        }
        node(parser.getEvent(), depth + 1);
      }
    }
    parser.getEvent();
    return entries.build(place);
  }

  private void refuseTag(@Nullable String tag, Place place) {
    if (tag != null) {
      problems.error(
          place,
          "",
          "the tag "
              + (tag.startsWith("tag:") ? "!!" + tag.substring(tag.lastIndexOf(':') + 1) : tag)
              + " is not read here",
          "remove it; quotes make a text of anything");
    }
  }

  private Place place(Event event) {
    Mark mark = event.getStartMark();
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String inWords(MarkedYAMLException e) {
    String problem = e.getProblem() == null ? "cannot be understood" : firstLine(e.getProblem());
    return problem
        .replaceAll("[.]?\\s*\\(Do not use.*", "")
        .replace("'\\t(TAB)' that cannot start any token", "TAB where something should begin");
  }

  private static @Nullable String remedy(String text, MarkedYAMLException e) {
    String problem = String.valueOf(e.getProblem());
    if (text.stripLeading().startsWith("{") && text.contains("//")) {
      return "this looks like JSON with comments: name the file .json";
    }
    if (problem.contains("TAB")) {
      return "indent with spaces";
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return "put a text that contains ': ' into quotes, and check the indentation";
    }
    return "check quotes, brackets and indentation here and on the line above";
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("cannot be understood");
  }
}
