package dev.reveille.starter.files.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Reader;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Mapping;
import dev.reveille.starter.files.tree.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the request parameters that a job locks, with the values they must have. */
final class LockReader implements Reader<Map<String, JsonNode>> {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z_][\\w-]*)*");
  private static final int NAME_CHARS = 100;
  private static final int VALUE_CHARS = 1_000;

  /** What an agent says anew in each request cannot have one value. */
  private static final Set<String> NO_PARAMETERS =
      Set.of("messages", "input", "system", "instructions", "prompt", "tools", "stream");

  @Override
  public @Nullable Map<String, JsonNode> read(Node node, Context context) {
    if (!(node instanceof Mapping mapping)) {
      return context.wrong(
          node, "a mapping from request parameters to values", "such as {reasoning_effort: low}");
    }
    Map<String, JsonNode> lock = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              if (!entry.value().isBroken() && isParameter(name, entry, context)) {
                value(entry.value(), context.in(name), name, lock);
              }
            });
    return lock;
  }

  private static boolean isParameter(String name, Mapping.Entry entry, Context context) {
    if (name.equals("model")) {
      context.error(
          entry.keyPlace(), "the pin locks the model itself", "remove it; see payload.model");
      return false;
    }
    if (NO_PARAMETERS.contains(name)) {
      context.error(
          entry.keyPlace(),
          Shown.quoted(name) + " is what the agent says in each request, and cannot be locked",
          "lock parameters such as reasoning_effort or temperature");
      return false;
    }
    if (name.length() > NAME_CHARS || !NAME.matcher(name).matches()) {
      context.error(
          entry.keyPlace(),
          Shown.quoted(name) + " cannot be a request parameter",
          "write its name as the provider does, such as temperature, or reasoning.effort for a"
              + " field inside another");
      return false;
    }
    return true;
  }

  private static void value(Node node, Context context, String name, Map<String, JsonNode> lock) {
    JsonNode value = node.json();
    if (value.isNull()) {
      context.wrong(node, "the value that the parameter must have");
    } else if (value.toString().length() > VALUE_CHARS) {
      context.wrong(node, "a value of at most " + VALUE_CHARS + " characters");
    } else {
      lock.put(name, value);
    }
  }
}
