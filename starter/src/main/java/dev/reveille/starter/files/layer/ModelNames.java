package dev.reveille.starter.files.layer;

import dev.reveille.domain.Nearest;
import dev.reveille.domain.job.ModelRef;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Node;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code provider/model} where the provider is a declared one. */
public record ModelNames(Set<String> providers) {
  public ModelNames {
    providers = Set.copyOf(providers);
  }

  /** The model, or null after a problem was reported. */
  public @Nullable ModelRef read(Node node, Context context) {
    String text = Readers.line(300).read(node, context);
    if (text == null) {
      return null;
    }
    int slash = text.indexOf('/');
    if (slash <= 0
        || slash == text.length() - 1
        || text.chars().anyMatch(Character::isWhitespace)) {
      return context.wrong(
          node,
          "provider/model, such as openai/gpt-5.4-nano",
          slash < 0
              ? guess(text).map(p -> "did you mean '" + p + "/" + text + "'?").orElse(null)
              : null);
    }
    ModelRef model = ModelRef.parse(text);
    if (providers.contains(model.provider())) {
      return model;
    }
    context.error(
        node.place(),
        "the provider " + Shown.quoted(model.provider()) + " is not declared",
        Nearest.question(
            model.provider(),
            providers,
            "add it to providers in reveille.yaml"
                + (providers.isEmpty()
                    ? ""
                    : ", or use one of "
                        + String.join(", ", providers.stream().sorted().toList()))));
    return null;
  }

  /** The provider of a bare model id: the only one, or the one whose models are called so. */
  private Optional<String> guess(String model) {
    if (providers.size() == 1) {
      return providers.stream().findFirst();
    }
    String house = model.startsWith("claude") ? "anthropic" : "openai";
    boolean known = model.startsWith("claude") || model.matches("(gpt|o[0-9]).*");
    return providers.stream().filter(p -> known && p.equals(house)).findFirst();
  }
}
