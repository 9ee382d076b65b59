package dev.reveille.starter.files.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.field.Shape;
import dev.reveille.starter.files.tree.Node;
import java.util.List;
import java.util.Map;

/** The fields of {@code pin}. */
final class PinFields {
  static final Field<ModelPin.Policy> POLICY =
      Field.of("policy", Readers.choice(ModelPin.Policy.class));
  static final Field<List<Node>> SUBSTITUTES =
      Field.of("substitutes", Readers.listOf((node, context) -> node));
  static final Field<List<ModelPin.Trouble>> ON =
      Field.of("on", Readers.someOf(Readers.choice(ModelPin.Trouble.class)));
  static final Field<Map<String, JsonNode>> LOCK = Field.of("lock", new LockReader());
  static final Field<ModelPin.Unverified> UNVERIFIED =
      Field.of("unverified", Readers.choice(ModelPin.Unverified.class));

  static final Shape SHAPE =
      Shape.of(POLICY, SUBSTITUTES, ON, LOCK, UNVERIFIED)
          .butFor("model", "the model stands in payload.model")
          .butFor("fallbacks", "write substitutes: [provider/model]")
          .butFor("aliases", "they stand at the provider in reveille.yaml")
          .butFor("via", "it stands at the provider in reveille.yaml")
          .butFor("patience", "it stands at the root of the job");

  private PinFields() {}
}
