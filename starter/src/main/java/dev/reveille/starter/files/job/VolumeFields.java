package dev.reveille.starter.files.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.volume.Measure;
import dev.reveille.domain.volume.VolumeRule;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.field.Reader;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.field.Shape;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import dev.reveille.starter.files.tree.Sequence;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code expect.volume}: one measure or a list of them, written into the job in one form. */
final class VolumeFields {
  private static final Duration LONGEST = Duration.ofDays(7);

  private static final Field<Measure> OF = Field.of("of", VolumeFields::measure);
  private static final Field<Double> MIN_RATIO = Field.of("minRatio", Readers.decimal(0, 1));
  private static final Field<Double> MAX_RATIO = Field.of("maxRatio", Readers.decimal(1, 1000));
  private static final Field<Node> MIN = Field.of("min", (node, context) -> node);
  private static final Field<Node> MAX = Field.of("max", (node, context) -> node);
  private static final Field<VolumeRule.Policy> POLICY =
      Field.of("policy", Readers.choice(VolumeRule.Policy.class));
  private static final Field<Instant> SINCE = Field.of("since", VolumeFields::moment);
  private static final Shape SHAPE =
      Shape.of(OF, MIN_RATIO, MAX_RATIO, MIN, MAX, POLICY, SINCE)
          .butFor("ratio", "write minRatio: 0.3")
          .butFor("atLeast", "write min")
          .butFor("atMost", "write max");

  private VolumeFields() {}

  /** Reads a list of {@link VolumeRule}s as JSON. */
  static Reader<JsonNode> reader() {
    return (node, context) -> {
      ArrayNode rules = Json.mapper().createArrayNode();
      if (!(node instanceof Sequence list)) {
        return add(node, context, rules) ? rules : null;
      }
      boolean right = Readers.someOf((each, here) -> each).read(node, context) != null;
      for (int i = 0; i < list.items().size(); i++) {
        right &= add(list.items().get(i), context.at(i), rules);
      }
      return right ? rules : null;
    };
  }

  /** Refuses what nobody counts: a command asks no model, and items are files that are named. */
  static void check(Form expect, List<VolumeRule> rules, boolean command, Context context) {
    for (VolumeRule rule : rules) {
      boolean ofModel = rule.of() == Measure.TOOLS || rule.of() == Measure.TOKENS;
      if (command && ofModel) {
        context.error(
            expect.placeOf(ExpectFields.VOLUME),
            "a command asks no model, so it has no " + rule.of().word(),
            "write of: output, or of: duration");
      }
      if (rule.of() == Measure.ITEMS && !expect.has(ExpectFields.FILES)) {
        context.error(
            expect.placeOf(ExpectFields.VOLUME),
            "counts files, yet expect.files names none",
            "write files: [{glob: \"out/*.md\", fresh: true}] beside it");
      }
    }
  }

  private static boolean add(Node node, Context context, ArrayNode rules) {
    Form form = context.read(SHAPE, node);
    if (form == null) {
      return false;
    }
    Measure of = form.get(OF);
    if (of == null) {
      if (!form.has(OF)) {
        context.error(form.place(), "of is missing", "write of: output");
      }
      return false;
    }
    for (JsonNode other : rules) {
      if (other.path("of").asText().equals(of.word())) {
        context.error(form.placeOf(OF), "the second rule of " + of.word(), "keep one of the two");
      }
    }
    ObjectNode rule = rules.addObject().put("of", of.word());
    put(rule, "minRatio", form.get(MIN_RATIO));
    put(rule, "maxRatio", form.get(MAX_RATIO));
    Long min = amount(of, form, MIN, context);
    Long max = amount(of, form, MAX, context);
    if (min != null && max != null && min > max) {
      context.in("max").error(form.placeOf(MAX), "less than min", "exchange them");
    }
    put(rule, "min", min);
    put(rule, "max", max);
    VolumeRule.Policy policy = form.get(POLICY);
    put(rule, "policy", policy == null ? null : policy.word());
    Instant since = form.get(SINCE);
    put(rule, "since", since == null ? null : since.toString());
    return true;
  }

  private static @Nullable Measure measure(Node node, Context context) {
    // Its earlier name.
    return node instanceof Scalar scalar && scalar.text().equals("files")
        ? Measure.ITEMS
        : Readers.choice(Measure.class).read(node, context);
  }

  private static @Nullable Long amount(Measure of, Form form, Field<Node> field, Context context) {
    Node node = form.get(field);
    if (node == null) {
      return null;
    }
    if (of != Measure.DURATION) {
      return context.in(field.name()).read(Readers.whole(0, Long.MAX_VALUE), node);
    }
    Duration duration =
        context.in(field.name()).read(Readers.duration(Duration.ZERO, LONGEST), node);
    return duration == null ? null : duration.toMillis();
  }

  private static @Nullable Instant moment(Node node, Context context) {
    String text = node instanceof Scalar scalar ? scalar.text().strip() : "";
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      return context.wrong(node, "a date such as 2026-11-21, or a time such as 2026-11-21T08:00Z");
    }
  }

  private static void put(ObjectNode rule, String name, @Nullable Object value) {
    if (value != null) {
      rule.set(name, Json.mapper().valueToTree(value));
    }
  }
}
