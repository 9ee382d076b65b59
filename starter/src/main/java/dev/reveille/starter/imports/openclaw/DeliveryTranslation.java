package dev.reveille.starter.imports.openclaw;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.starter.files.field.Durations;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import dev.reveille.starter.imports.Draft;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** OpenClaw's {@code delivery} and {@code failureAlert} in our words. */
final class DeliveryTranslation {
  private final Draft draft;
  private final Taken job;
  private final ChannelMatch channels;

  DeliveryTranslation(Draft draft, Target target, Taken job) {
    this.draft = draft;
    this.job = job;
    this.channels = new ChannelMatch(target);
  }

  void translate(Optional<Taken> payload, String kind) {
    Optional<Taken> delivery = job.inner("delivery");
    delivery.ifPresent(this::delivery);
    payload.ifPresent(form -> old(form, delivery.isPresent(), kind));
    job.node("failureAlert").ifPresent(this::failureAlert);
  }

  private void delivery(Taken delivery) {
    String mode = delivery.text("mode").orElse("announce");
    Optional<String> channel = delivery.text("channel");
    Optional<String> to = delivery.text("to");
    boolean thread = delivery.node("threadId").isPresent();
    boolean account = delivery.node("accountId").isPresent();
    switch (mode) {
      case "none" -> draft.translated("delivery", "none", "nothing: no deliver");
      case "webhook" -> send("delivery", "webhook", to, "deliver");
      default -> send("delivery", channel.orElse("last"), to, "deliver");
    }
    if (thread && !mode.equals("none")) {
      draft.notCarried(
          "delivery.threadId", delivery.shown("threadId"), "channels here have no threads");
    }
    if (account && !mode.equals("none")) {
      draft.notCarried(
          "delivery.accountId",
          delivery.shown("accountId"),
          "an account is a channel of its own in reveille.yaml");
    }
    delivery
        .flag("bestEffort")
        .ifPresent(
            effort ->
                draft.translated(
                    "delivery.bestEffort",
                    String.valueOf(effort),
                    "nothing: a failed delivery never fails a run here"));
    delivery
        .inner("failureDestination")
        .ifPresent(
            failure -> {
              String where = failure.text("mode").orElse("announce");
              Optional<String> failTo = failure.text("to");
              String name =
                  where.equals("webhook") ? where : failure.text("channel").orElse("last");
              failure.node("accountId");
              send("delivery.failureDestination", name, failTo, "alerts");
              failure.nameTheRest();
            });
    delivery
        .inner("completionDestination")
        .ifPresent(
            done -> {
              done.text("mode");
              send("delivery.completionDestination", "webhook", done.text("to"), "deliver");
              done.nameTheRest();
            });
    delivery.nameTheRest();
  }

  /** Fields of the legacy file, where a delivery stood in the payload. */
  private void old(Taken payload, boolean newer, String kind) {
    Optional<Boolean> deliver = payload.flag("deliver");
    Optional<String> channel = payload.text("channel");
    Optional<String> to = payload.text("to");
    Optional<Boolean> effort = payload.flag("bestEffortDeliver");
    if (deliver.isEmpty() && channel.isEmpty() && to.isEmpty() && effort.isEmpty()) {
      if (!newer && kind.equals("agentTurn") && !isMain()) {
        draft.notCarried(
            "delivery",
            "",
            "silent, OpenClaw announces the result in the chat last used; write deliver: [channel]"
                + " if somebody is to get it");
      }
      return;
    }
    if (newer) {
      draft.left("payload.deliver");
      return;
    }
    if (deliver.isPresent() && !deliver.get()) {
      draft.translated("payload.deliver", "false", "nothing: no deliver");
    } else {
      send("payload.deliver", channel.orElse("last"), to, "deliver");
    }
  }

  private boolean isMain() {
    return draft.job().path("sessionTarget").asText().equals("main");
  }

  private void send(String field, String channel, Optional<String> to, String ours) {
    String found =
        Shown.visible(channel + to.map(it -> " " + ChannelMatch.shown(channel, it)).orElse(""));
    ChannelMatch.Found match = channels.find(channel, to);
    if (match.name().isEmpty()) {
      draft.notCarried(field, found, match.remedy().replace("{field}", ours));
      if (match.proposal()) {
        draft.propose(ours + ": [" + match.wanted() + "]");
      }
      return;
    }
    ObjectNode out = draft.job();
    var list =
        ours.equals("alerts")
            ? out.withObjectProperty("alerts").withArrayProperty("channels")
            : out.withArrayProperty("deliver");
    boolean there = false;
    for (var name : list) {
      there |= name.asText().equals(match.name());
    }
    if (!there) {
      list.add(match.name());
    }
    draft.translated(field, found, ours + ": [" + match.name() + "]");
  }

  private void failureAlert(Node node) {
    if (node instanceof Scalar scalar && scalar.type() == Scalar.Type.BOOLEAN) {
      if (scalar.text().equalsIgnoreCase("false")) {
        draft.job().put("alerts", false);
        draft.translated("failureAlert", "false", "alerts: false");
      } else {
        draft.translated("failureAlert", "true", "nothing: every channel hears of a failure");
      }
      return;
    }
    Optional<Taken> inner = job.inner("failureAlert");
    if (inner.isEmpty()) {
      return;
    }
    Taken alert = inner.get();
    alert
        .whole("after")
        .ifPresent(
            after -> {
              draft.job().withObjectProperty("alerts").put("after", Math.max(1, after));
              draft.translated("failureAlert.after", String.valueOf(after), "alerts.after");
            });
    alert
        .whole("cooldownMs")
        .ifPresent(
            millis -> {
              String text = Durations.text(Duration.ofMillis(millis));
              draft.job().withObjectProperty("alerts").put("cooldown", text);
              draft.translated(
                  "failureAlert.cooldownMs", String.valueOf(millis), "alerts.cooldown: " + text);
            });
    Optional<String> mode = alert.text("mode");
    Optional<String> channel = alert.text("channel");
    Optional<String> to = alert.text("to");
    if (mode.isPresent() || channel.isPresent() || to.isPresent()) {
      String name = mode.orElse("").equals("webhook") ? "webhook" : channel.orElse("last");
      send("failureAlert.channel", name, to, "alerts");
    }
    for (String field : List.of("accountId", "includeSkipped")) {
      if (alert.node(field).isPresent()) {
        draft.notCarried(
            "failureAlert." + field,
            alert.shown(field),
            field.equals("accountId")
                ? "an account is a channel of its own in reveille.yaml"
                : "a skipped run is no failure here; `reveille ledger` shows each");
      }
    }
    alert.nameTheRest();
  }
}
