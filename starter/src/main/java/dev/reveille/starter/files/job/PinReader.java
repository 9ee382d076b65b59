package dev.reveille.starter.files.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.settings.Provider;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.settings.SettingsReading;
import dev.reveille.starter.files.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resolves the model a job is pinned to. */
final class PinReader {
  private final SettingsReading settings;
  private final Context context;

  PinReader(SettingsReading settings, Context context) {
    this.settings = settings;
    this.context = context;
  }

  /** The pin, or null after a problem was reported. */
  @Nullable ModelPin read(Form job, Form payload) {
    ModelRef model = model(payload);
    Form pin = job.get(JobFields.PIN);
    List<ModelRef> substitutes = substitutes(payload, pin, model);
    ModelPin.Policy written = pin == null ? null : pin.get(PinFields.POLICY);
    if (pin != null && written != null && !agrees(written, payload, pin, substitutes)) {
      return null;
    }
    if (pin != null && pin.has(PinFields.ON) && named(payload, pin) == 0) {
      context
          .in("pin.on")
          .error(
              pin.keyPlaceOf(PinFields.ON),
              "says when substitutes are tried, yet none is named",
              "write substitutes: [provider/model], or remove it");
      return null;
    }
    if (model == null) {
      return null;
    }
    Map<String, JsonNode> lock = pin == null ? Map.of() : pin.get(PinFields.LOCK, Map.of());
    return new ModelPin(
        model,
        substitutes.isEmpty() ? ModelPin.Policy.STRICT : ModelPin.Policy.SUBSTITUTES,
        substitutes,
        lock,
        pin == null
            ? ModelPin.Unverified.FAIL
            : pin.get(PinFields.UNVERIFIED, ModelPin.Unverified.FAIL),
        pin == null ? Set.of() : Set.copyOf(pin.get(PinFields.ON, List.of())),
        ModelPin.PATIENCE);
  }

  private boolean agrees(
      ModelPin.Policy policy, Form payload, Form pin, List<ModelRef> substitutes) {
    Context here = context.in("pin.policy");
    if (policy == ModelPin.Policy.STRICT && !substitutes.isEmpty()) {
      here.error(
          pin.placeOf(PinFields.POLICY),
          "strict, yet substitutes are named",
          "write policy: substitutes, or remove them");
      return false;
    }
    if (policy == ModelPin.Policy.SUBSTITUTES && named(payload, pin) == 0) {
      here.error(
          pin.placeOf(PinFields.POLICY),
          "substitutes, yet none is named",
          "write substitutes: [provider/model], or policy: strict");
      return false;
    }
    return true;
  }

  private static int named(Form payload, Form pin) {
    return pin.get(PinFields.SUBSTITUTES, List.of()).size()
        + payload.get(PayloadFields.FALLBACKS, List.of()).size();
  }

  private @Nullable ModelRef model(Form payload) {
    Node node = payload.get(PayloadFields.MODEL);
    if (node != null) {
      return context.in("payload.model").read(settings.models()::read, node);
    }
    if (settings.defaultModel() == null && !settings.defaultModelWritten()) {
      context
          .in("payload")
          .error(
              payload.place(),
              "no model is named, here or in defaults of reveille.yaml",
              "write model: provider/model, such as model: openai/gpt-5.4-nano");
    }
    return settings.defaultModel();
  }

  private List<ModelRef> substitutes(Form payload, @Nullable Form pin, @Nullable ModelRef pinned) {
    boolean ours = pin != null && pin.has(PinFields.SUBSTITUTES);
    if (pin != null && ours && payload.has(PayloadFields.FALLBACKS)) {
      context
          .in("payload.fallbacks")
          .error(
              payload.keyPlaceOf(PayloadFields.FALLBACKS),
              "says the same as pin.substitutes at line "
                  + pin.keyPlaceOf(PinFields.SUBSTITUTES).line(),
              "keep one of the two");
    }
    List<Node> nodes =
        pin != null && ours
            ? pin.get(PinFields.SUBSTITUTES, List.of())
            : payload.get(PayloadFields.FALLBACKS, List.of());
    Context here = context.in(ours ? "pin.substitutes" : "payload.fallbacks");
    List<ModelRef> models = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      ModelRef substitute = here.at(i).read(settings.models()::read, nodes.get(i));
      if (substitute != null && fits(pinned, substitute, models, nodes.get(i), here.at(i))) {
        models.add(substitute);
      }
    }
    return models;
  }

  /** A request in one dialect cannot be sent to a provider that speaks another. */
  private boolean fits(
      @Nullable ModelRef pinned,
      ModelRef substitute,
      List<ModelRef> before,
      Node node,
      Context here) {
    if (substitute.equals(pinned) || before.contains(substitute)) {
      here.error(
          node.place(),
          Shown.quoted(substitute.toString())
              + (substitute.equals(pinned) ? " is the pinned model itself" : " is named twice"),
          "remove it");
      return false;
    }
    Provider ours = pinned == null ? null : settings.settings().providers().get(pinned.provider());
    Provider theirs = settings.settings().providers().get(substitute.provider());
    if (ours == null || theirs == null || ours.api() == theirs.api()) {
      return true;
    }
    here.error(
        node.place(),
        substitute.provider()
            + " speaks "
            + theirs.api().word()
            + ", and "
            + ours.name()
            + ", the provider of the pinned model, "
            + ours.api().word(),
        "name a model of a provider with api: " + ours.api().word());
    return false;
  }
}
