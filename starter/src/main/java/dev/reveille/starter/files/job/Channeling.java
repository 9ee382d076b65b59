package dev.reveille.starter.files.job;

import dev.reveille.domain.Nearest;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.layer.AlertFields;
import dev.reveille.starter.files.layer.LayerFields;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who hears of a job: our {@code alerts} and {@code deliver}, and OpenClaw's words for them. */
final class Channeling {
  private static final String DECLARE = "declare it under alerts in reveille.yaml";

  private final Form job;
  private final Set<String> channels;
  private final Context context;

  Channeling(Form job, Set<String> channels, Context context) {
    this.job = job;
    this.channels = channels;
    this.context = context;
  }

  AlertPolicy alerts(Form layers) {
    AlertFields.check(job, channels, context);
    AlertPolicy merged = AlertFields.policy(layers.get(LayerFields.ALERTS));
    Node theirs = job.get(JobFields.FAILURE_ALERT);
    if (theirs == null || theirs.isBroken()) {
      return merged;
    }
    Context here = context.in("failureAlert");
    if (job.has(LayerFields.ALERTS)) {
      here.error(
          job.keyPlaceOf(JobFields.FAILURE_ALERT),
          "says the same as alerts at line " + job.keyPlaceOf(LayerFields.ALERTS).line(),
          "keep one of the two");
      return merged;
    }
    if (theirs instanceof Scalar scalar && scalar.type() == Scalar.Type.BOOLEAN) {
      if (scalar.text().equalsIgnoreCase("false")) {
        return AlertPolicy.NONE;
      }
      here.wrong(theirs, "false or a mapping", "write alerts: [channel]");
      return merged;
    }
    Form alert = DeliveryFields.FAILURE_ALERT.read(theirs, here);
    return alert == null ? merged : carried(alert, merged, here);
  }

  /** What OpenClaw says of when and where, and what the layers below say of the rest. */
  private AlertPolicy carried(Form alert, AlertPolicy merged, Context here) {
    Optional<String> channel =
        alert.has(DeliveryFields.CHANNEL) ? channel(alert, "alerts", here) : Optional.empty();
    return new AlertPolicy(
        channel.map(List::of).orElse(merged.channels()),
        alert.get(DeliveryFields.AFTER, (long) merged.after()).intValue(),
        alert.get(DeliveryFields.COOLDOWN, merged.cooldown()),
        merged.remind(),
        merged.recovery());
  }

  List<String> deliver() {
    Form delivery = job.get(JobFields.DELIVERY);
    List<String> ours = job.get(JobFields.DELIVER, List.of());
    for (String name : ours) {
      if (!channels.contains(name)) {
        context
            .in("deliver")
            .warning(
                job.placeOf(JobFields.DELIVER),
                "no channel is called " + Shown.quoted(name),
                Nearest.question(name, channels, DECLARE));
      }
    }
    if (delivery == null) {
      return ours;
    }
    Context here = context.in("delivery");
    if (job.has(JobFields.DELIVER)) {
      here.error(
          job.keyPlaceOf(JobFields.DELIVERY),
          "says the same as deliver at line " + job.keyPlaceOf(JobFields.DELIVER).line(),
          "keep one of the two");
      return ours;
    }
    DeliveryFields.Mode mode = delivery.get(DeliveryFields.MODE);
    if (mode == null || mode == DeliveryFields.Mode.NONE) {
      return ours;
    }
    if (mode == DeliveryFields.Mode.WEBHOOK) {
      here.warning(
          job.keyPlaceOf(JobFields.DELIVERY),
          "OpenClaw's webhook is not carried over",
          "declare a channel of kind webhook in reveille.yaml and write deliver: [channel]");
      return ours;
    }
    return channel(delivery, "deliver", here).map(List::of).orElse(ours);
  }

  private Optional<String> channel(Form theirs, String ours, Context here) {
    String name = theirs.get(DeliveryFields.CHANNEL);
    if (name != null && channels.contains(name)) {
      return Optional.of(name);
    }
    here.warning(
        theirs.placeOf(DeliveryFields.CHANNEL),
        (name == null ? "no channel is named" : "no channel is called " + Shown.quoted(name))
            + ", so this is not carried over",
        "declare one under alerts in reveille.yaml and write " + ours + ": [channel]");
    return Optional.empty();
  }
}
