package dev.reveille.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.domain.settings.Provider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models that a run may know of: the gateway answers for the provider, which is not asked. */
final class ModelList {
  private static final String ALL = "/models";

  private ModelList() {}

  /**
   * The answer in the dialect's form; null when the path names a model that the run may not use.
   *
   * @param tail the path below the version
   */
  static byte @Nullable [] answer(ModelPin pin, Provider provider, String tail) {
    List<String> models = models(pin, provider);
    if (!tail.equals(ALL)) {
      String one = tail.substring(ALL.length() + 1);
      return models.contains(one) ? written(model(provider, one)) : null;
    }
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    if (provider.api() == Provider.Api.OPENAI) {
      list.put("object", "list");
    }
    ArrayNode data = list.putArray("data");
    models.forEach(model -> data.add(model(provider, model)));
    if (provider.api() == Provider.Api.ANTHROPIC) {
      list.put("has_more", false);
      list.put("first_id", models.isEmpty() ? null : models.get(0));
      list.put("last_id", models.isEmpty() ? null : models.get(models.size() - 1));
    }
    return written(list);
  }

  private static List<String> models(ModelPin pin, Provider provider) {
    List<ModelRef> all = new ArrayList<>(List.of(pin.model()));
    all.addAll(pin.substitutes());
    return all.stream()
        .filter(model -> model.provider().equals(provider.name()))
        .map(ModelRef::model)
        .distinct()
        .toList();
  }

  private static ObjectNode model(Provider provider, String id) {
    ObjectNode model = JsonNodeFactory.instance.objectNode().put("id", id);
    return provider.api() == Provider.Api.ANTHROPIC
        ? model
            .put("type", "model")
            .put("display_name", id)
            .put("created_at", "1970-01-01T00:00:00Z")
        : model.put("object", "model").put("created", 0).put("owned_by", provider.name());
  }

  private static byte[] written(ObjectNode node) {
    return Json.write(node).getBytes(StandardCharsets.UTF_8);
  }
}
