package dev.reveille.starter.files.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Form;
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
    List<ModelRef> substitutes = substitutes(payload, pin);
    ModelPin.Policy written = pin == null ? null : pin.get(JobFields.POLICY);
    if (pin != null && written != null && !agrees(written, payload, pin, substitutes)) {
      return null;
    }
    if (model == null) {
      return null;
    }
    Map<String, JsonNode> lock = pin == null ? Map.of() : pin.get(JobFields.LOCK, Map.of());
    return new ModelPin(
        model,
        substitutes.isEmpty() ? ModelPin.Policy.STRICT : ModelPin.Policy.SUBSTITUTES,
        substitutes,
        lock,
        ModelPin.Unverified.FAIL,
        Set.of(),
        ModelPin.PATIENCE);
  }

  private boolean agrees(
      ModelPin.Policy policy, Form payload, Form pin, List<ModelRef> substitutes) {
    Context here = context.in("pin.policy");
    if (policy == ModelPin.Policy.STRICT && !substitutes.isEmpty()) {
      here.error(
          pin.placeOf(JobFields.POLICY),
          "strict, yet substitutes are named",
          "write policy: substitutes, or remove them");
      return false;
    }
    int named =
        pin.get(JobFields.SUBSTITUTES, List.of()).size()
            + payload.get(PayloadFields.FALLBACKS, List.of()).size();
    if (policy == ModelPin.Policy.SUBSTITUTES && named == 0) {
      here.error(
          pin.placeOf(JobFields.POLICY),
          "substitutes, yet none is named",
          "write substitutes: [provider/model], or policy: strict");
      return false;
    }
    return true;
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

  private List<ModelRef> substitutes(Form payload, @Nullable Form pin) {
    boolean ours = pin != null && pin.has(JobFields.SUBSTITUTES);
    if (pin != null && ours && payload.has(PayloadFields.FALLBACKS)) {
      context
          .in("payload.fallbacks")
          .error(
              payload.keyPlaceOf(PayloadFields.FALLBACKS),
              "says the same as pin.substitutes at line "
                  + pin.keyPlaceOf(JobFields.SUBSTITUTES).line(),
              "keep one of the two");
    }
    List<Node> nodes =
        pin != null && ours
            ? pin.get(JobFields.SUBSTITUTES, List.of())
            : payload.get(PayloadFields.FALLBACKS, List.of());
    Context here = context.in(ours ? "pin.substitutes" : "payload.fallbacks");
    if (!ours && !nodes.isEmpty()) {
      here.warning(
          payload.keyPlaceOf(PayloadFields.FALLBACKS),
          "validated, but not yet in force in this version",
          null);
    }
    List<ModelRef> models = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      ModelRef model = here.at(i).read(settings.models()::read, nodes.get(i));
      if (model != null) {
        models.add(model);
      }
    }
    return models;
  }
}
