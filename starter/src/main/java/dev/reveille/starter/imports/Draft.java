package dev.reveille.starter.imports;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.starter.files.problem.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job on its way into a job file, with what is to be said of it. For one thread.
 *
 * <p>A draft with a reason not to be written is still reported, field by field.
 */
public final class Draft {
  private final String source;
  private final Place place;
  private final String name;
  private final ObjectNode job = mapping();
  private final List<FieldNote> notes = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private final List<String> proposals = new ArrayList<>();
  private @Nullable String skipped;

  /**
   * @param source what names the job in its source, for ever
   * @param name what people call it
   */
  public Draft(String source, Place place, String name) {
    this.source = requireNonNull(source, "source is null");
    this.place = requireNonNull(place, "place is null");
    this.name = requireNonNull(name, "name is null");
  }

  /** An empty mapping, to be filled. */
  public static ObjectNode mapping() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** An empty list, to be filled. */
  public static ArrayNode list() {
    return JsonNodeFactory.instance.arrayNode();
  }

  public String source() {
    return source;
  }

  public Place place() {
    return place;
  }

  public String name() {
    return name;
  }

  /** The job file's content so far; to be added to. */
  public ObjectNode job() {
    return job;
  }

  public void carried(String field, String found) {
    notes.add(new FieldNote(field, Fate.CARRIED, found, null, null));
  }

  public void translated(String field, String found, String becomes) {
    notes.add(new FieldNote(field, Fate.TRANSLATED, found, becomes, null));
  }

  public void notCarried(String field, String found, String remedy) {
    notes.add(new FieldNote(field, Fate.NOT_CARRIED, found, null, remedy));
  }

  public void left(String field) {
    notes.add(new FieldNote(field, Fate.LEFT, null, null, null));
  }

  /** A reason for which the job cannot be written, with what to do. */
  public void hold(String reason) {
    reasons.add(reason);
  }

  /** The job is none that anybody would want here. */
  public void skip(String reason) {
    skipped = reason;
  }

  /** Lines of YAML that stand in the file as a comment, for a person to take up. */
  public void propose(String lines) {
    proposals.add(lines);
  }

  public List<FieldNote> notes() {
    return List.copyOf(notes);
  }

  List<String> reasons() {
    return List.copyOf(reasons);
  }

  List<String> proposals() {
    return List.copyOf(proposals);
  }

  public Optional<String> skipped() {
    return Optional.ofNullable(skipped);
  }
}
