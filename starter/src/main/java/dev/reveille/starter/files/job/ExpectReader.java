package dev.reveille.starter.files.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.settings.Provider;
import dev.reveille.domain.volume.VolumeRule;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Durations;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a contract's fields say together, and writes it as the snapshot has it: schemas read
 * in, durations in ISO 8601.
 */
final class ExpectReader {
  private final ExpectFields.Written written;
  private final Form form;
  private final Context context;

  private ExpectReader(ExpectFields.Written written, Context context) {
    this.written = written;
    this.form = written.form();
    this.context = context;
  }

  /**
   * What else of the job its contract must agree with.
   *
   * @param pin null for a payload without a model
   * @param workspace null for a fresh one
   */
  record Job(
      Path folder,
      @Nullable String workspace,
      boolean command,
      @Nullable ModelPin pin,
      Map<String, Provider> providers,
      Duration executeTimeout) {}

  /** The contract; what is wrong with it is reported. */
  static @Nullable JsonNode read(ExpectFields.@Nullable Written written, Job job, Context context) {
    return written == null ? null : new ExpectReader(written, context).read(job);
  }

  private @Nullable JsonNode read(Job job) {
    if (!(written.node().json() instanceof ObjectNode json)) {
      return null;
    }
    if (job.command()) {
      refuseWhatNeedsAnAgent();
    }
    Form output = form.get(ExpectFields.OUTPUT);
    if (output != null) {
      inOrder(output, ExpectFields.MIN_CHARS, ExpectFields.MAX_CHARS);
      schema(output, json, job.folder());
    }
    for (Form files : form.get(ExpectFields.FILES, List.of())) {
      inOrder(files, ExpectFields.LEAST_FILES, ExpectFields.MOST_FILES);
      inOrder(files, ExpectFields.MIN_BYTES, ExpectFields.MAX_BYTES);
    }
    duration(json, job.executeTimeout());
    source(json, job);
    Form check = form.get(ExpectFields.CHECK);
    if (check != null) {
      span(check, ExpectFields.TIMEOUT, json, "check");
      new AskedProgram(job.folder(), job.workspace(), context.in("check")).check(check);
    }
    JsonNode volume = form.get(ExpectFields.VOLUME);
    if (volume != null) {
      json.set("volume", volume);
      VolumeFields.check(form, VolumeRule.of(json), job.command(), context.in("volume"));
    }
    if (form.has(ExpectFields.COST) && job.pin() != null) {
      prices(job.pin(), job.providers());
    }
    return json;
  }

  private void refuseWhatNeedsAnAgent() {
    for (Field<?> field :
        List.of(ExpectFields.TOOLS, ExpectFields.TOKENS, ExpectFields.COST, ExpectFields.NO_DATA)) {
      if (form.has(field)) {
        context
            .in(field.name())
            .error(
                form.keyPlaceOf(field),
                "a command asks no model, so that there is nothing to hold this against",
                "remove it, or hold the work against output, files or check");
      }
    }
  }

  private void schema(Form output, ObjectNode json, Path folder) {
    Node schema = output.get(ExpectFields.SCHEMA);
    if (schema == null || schema.isBroken()) {
      return;
    }
    JsonNode read = new SchemaReader(folder, context.in("output").in("schema")).read(schema);
    if (read != null && json.get("output") instanceof ObjectNode target) {
      target.set("schema", read);
    }
  }

  private void duration(ObjectNode json, Duration executeTimeout) {
    Form duration = form.get(ExpectFields.DURATION);
    if (duration == null) {
      return;
    }
    inOrder(duration, ExpectFields.MIN, ExpectFields.MAX);
    span(duration, ExpectFields.MIN, json, "duration");
    span(duration, ExpectFields.MAX, json, "duration");
    Duration least = duration.get(ExpectFields.MIN);
    Duration most = duration.get(ExpectFields.MAX);
    if (!duration.has(ExpectFields.MIN) && !duration.has(ExpectFields.MAX)) {
      context.in("duration").error(duration.place(), "neither min nor max is written", null);
    }
    if (least != null && least.compareTo(executeTimeout) >= 0) {
      context
          .in("duration.min")
          .error(
              duration.placeOf(ExpectFields.MIN),
              Durations.text(least)
                  + " is not shorter than execute.timeout, "
                  + Durations.text(executeTimeout)
                  + ", so that no run could be good",
              "write a shorter one, or a longer execute.timeout");
    }
    if (most != null && most.compareTo(executeTimeout) > 0) {
      context
          .in("duration.max")
          .warning(
              duration.placeOf(ExpectFields.MAX),
              "no run gets there: execute.timeout ends it after " + Durations.text(executeTimeout),
              "write a shorter one, or a longer execute.timeout");
    }
  }

  private void source(ObjectNode json, Job job) {
    Form source = form.get(ExpectFields.SOURCE);
    if (source == null) {
      return;
    }
    Context here = context.in("source");
    boolean byFiles = source.has(ExpectFields.GLOB);
    boolean byCommand = source.has(ExpectFields.COMMAND);
    if (byFiles == byCommand) {
      here.error(
          source.place(),
          byFiles ? "both glob and command are written" : "glob is missing, or command",
          "write glob to count files, or command for a program that prints how many are new");
      return;
    }
    if (byFiles && source.has(ExpectFields.TIMEOUT)) {
      here.in("timeout")
          .error(source.keyPlaceOf(ExpectFields.TIMEOUT), "files are counted at once", "remove it");
    }
    span(source, ExpectFields.TIMEOUT, json, "source");
    Duration timeout = source.get(ExpectFields.TIMEOUT);
    if (timeout != null && timeout.compareTo(job.executeTimeout()) >= 0) {
      here.in("timeout")
          .error(
              source.placeOf(ExpectFields.TIMEOUT),
              Durations.text(timeout)
                  + " is not shorter than execute.timeout, "
                  + Durations.text(job.executeTimeout())
                  + ", in which the counting falls",
              "write a shorter one");
    }
    if (byCommand) {
      new AskedProgram(job.folder(), job.workspace(), here).check(source);
    }
  }

  private void prices(ModelPin pin, Map<String, Provider> providers) {
    Stream.concat(Stream.of(pin.model()), pin.substitutes().stream())
        .filter(model -> unpriced(model, providers))
        .forEach(
            model ->
                context
                    .in("cost")
                    .error(
                        form.placeOf(ExpectFields.COST),
                        "no price is known for " + Shown.quoted(model.toString()),
                        "write it into reveille.yaml, for a million tokens: providers."
                            + model.provider()
                            + ".models: {"
                            + model.model()
                            + ": {price: {input: 0.05, output: 0.40}}}"));
  }

  private static boolean unpriced(ModelRef model, Map<String, Provider> providers) {
    Provider provider = providers.get(model.provider());
    return provider != null && provider.price(model.model()).isEmpty();
  }

  private static void span(Form part, Field<Duration> field, ObjectNode json, String name) {
    Duration value = part.get(field);
    if (value != null && json.get(name) instanceof ObjectNode target) {
      target.put(field.name(), value.toString());
    }
  }

  private <T extends Comparable<T>> void inOrder(Form part, Field<T> least, Field<T> most) {
    T low = part.get(least);
    T high = part.get(most);
    if (low != null && high != null && low.compareTo(high) > 0) {
      context
          .problems()
          .error(
              part.placeOf(most),
              part.pathOf(most),
              "it is less than " + least.name() + ", so that no run could be good",
              "exchange the two, or drop one");
    }
  }
}
