package dev.reveille.starter.files.layer;

import dev.reveille.domain.Nearest;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.field.Reader;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.field.Shape;
import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import dev.reveille.starter.files.tree.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of {@code alerts}, which may also be a list of channels, or false. */
public final class AlertFields {
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Duration SOONEST_REMINDER = Duration.ofMinutes(10);
  private static final int MOST_REMINDERS = 20;

  /** Not written as such: whether {@code alerts: false} stands nearest. */
  private static final Field<Boolean> OFF = Field.of("off", Readers.yesNo());

  public static final Field<List<String>> CHANNELS =
      Field.of("channels", Readers.listOf(Readers.line(100)));
  public static final Field<Long> AFTER = Field.of("after", Readers.whole(1, 1000));
  public static final Field<Duration> COOLDOWN =
      Field.of("cooldown", Readers.duration(Duration.ZERO, LONGEST));
  static final Field<Reminders> REMIND = Field.of("remind", AlertFields::reminders);
  static final Field<Boolean> RECOVERY = Field.of("recovery", Readers.yesNo());

  private static final Shape SHAPE = Shape.of(CHANNELS, AFTER, COOLDOWN, REMIND, RECOVERY);

  private AlertFields() {}

  /** Times of reminders; no list, since a nearer one replaces a farther one. */
  record Reminders(List<Duration> times) {}

  static Reader<Form> reader() {
    return (node, context) -> {
      boolean off = node instanceof Scalar scalar && isFalse(scalar);
      Form form;
      if (off) {
        form = new Form(node.place(), context.path());
      } else if (node instanceof Sequence) {
        form = new Form(node.place(), context.path());
        put(form, CHANNELS, context.read(CHANNELS.reader(), node), node.place());
      } else if (node instanceof Scalar) {
        return context.wrong(
            node, "a list of channels, false, or a mapping with channels, after, cooldown");
      } else {
        form = SHAPE.read(node, context);
      }
      if (form != null) {
        put(form, OFF, off, node.place());
      }
      return form;
    };
  }

  /** What the layers say together. */
  public static AlertPolicy policy(@Nullable Form alerts) {
    if (alerts == null) {
      return AlertPolicy.USUAL;
    }
    if (alerts.get(OFF, false)) {
      return AlertPolicy.NONE;
    }
    List<String> channels = alerts.get(CHANNELS, List.of());
    return new AlertPolicy(
        channels.isEmpty() ? null : channels,
        alerts.get(AFTER, 1L).intValue(),
        alerts.get(COOLDOWN, AlertPolicy.COOLDOWN),
        alerts.get(REMIND, new Reminders(AlertPolicy.REMIND)).times(),
        alerts.get(RECOVERY, true));
  }

  /** Reports channels of one layer that nobody declared. */
  public static void check(Form layer, Set<String> channels, Context context) {
    Form alerts = layer.get(LayerFields.ALERTS);
    if (alerts == null) {
      return;
    }
    for (String name : alerts.get(CHANNELS, List.of())) {
      if (!channels.contains(name)) {
        context
            .in("alerts")
            .error(
                alerts.placeOf(CHANNELS),
                "no alert channel is called " + Shown.quoted(name),
                Nearest.question(name, channels, "declare it under alerts in reveille.yaml"));
      }
    }
  }

  private static @Nullable Reminders reminders(Node node, Context context) {
    if (node instanceof Scalar scalar && isFalse(scalar)) {
      return new Reminders(List.of());
    }
    if (!(node instanceof Sequence sequence)
        || sequence.items().isEmpty()
        || sequence.items().size() > MOST_REMINDERS) {
      return context.wrong(
          node, "false, or up to " + MOST_REMINDERS + " times such as [1d, 3d, 7d]");
    }
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      Node item = sequence.items().get(i);
      Duration time = context.at(i).read(Readers.duration(SOONEST_REMINDER, LONGEST), item);
      if (time == null) {
        return null;
      }
      if (!times.isEmpty() && time.compareTo(times.get(i - 1)) <= 0) {
        return context
            .at(i)
            .wrong(item, "a time after the one before it; each counts from the first notice");
      }
      times.add(time);
    }
    return new Reminders(times);
  }

  private static boolean isFalse(Scalar scalar) {
    return scalar.type() == Scalar.Type.BOOLEAN && scalar.text().equalsIgnoreCase("false");
  }

  private static <T> void put(Form form, Field<T> field, @Nullable T value, Place place) {
    form.put(field, new Form.Written(value, place, place, field.name()));
  }
}
