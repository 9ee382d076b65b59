package dev.reveille.gateway;

import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.gateway.pin.ToolResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls of one attempt: asked for in an answer, returned in a later request. A result
 * nobody asked for in this attempt, such as one of an older conversation, counts for nothing.
 */
final class ToolBook {
  private static final int MOST = 10_000;
  private static final String SEVERAL = "";
  private static final Pattern PUNCTUATION = Pattern.compile("[^A-Za-z0-9]");

  private final RunKey key;
  private final int attempt;
  private final Map<String, ToolUse> uses = new LinkedHashMap<>();

  /** The one call with these letters and digits, by them. */
  private final Map<String, String> onlyLike = new HashMap<>();

  ToolBook(RunKey key, int attempt) {
    this.key = key;
    this.attempt = attempt;
  }

  /** Notes what an answer asks for so far, before the agent is given it. Never blocks. */
  synchronized void asked(int call, Map<String, String> tools, Instant at) {
    tools.forEach(
        (id, name) -> {
          ToolUse known = uses.get(id);
          if (known == null && uses.size() < MOST) {
            uses.put(id, new ToolUse(key, attempt, id, nullIfEmpty(name), call, at, null, false));
            onlyLike.merge(bare(id), id, (one, other) -> SEVERAL);
          } else if (known != null && known.name() == null && !name.isEmpty()) {
            uses.put(id, named(known, name));
          }
        });
  }

  /** Records the results that a request brings, each once. */
  void returned(List<ToolResult> results, GatewayParts parts) {
    if (results.isEmpty()) {
      return;
    }
    List<ToolUse> back = new ArrayList<>();
    Instant now = parts.clock().instant();
    synchronized (this) {
      for (ToolResult result : results) {
        ToolUse known = known(result.id());
        if (known != null && known.returnedAt() == null) {
          ToolUse returned =
              new ToolUse(
                  key,
                  attempt,
                  known.id(),
                  known.name(),
                  known.call(),
                  known.askedAt(),
                  now,
                  result.failed());
          uses.put(known.id(), returned);
          back.add(returned);
        }
      }
    }
    back.forEach(parts::record);
  }

  /**
   * The call of that id. Some agents give ids back without their punctuation ({@code call_1} as
   * {@code call1}); such a one is known where only one call can be meant.
   */
  private @Nullable ToolUse known(String id) {
    ToolUse same = uses.get(id);
    if (same != null) {
      return same;
    }
    String only = onlyLike.getOrDefault(bare(id), SEVERAL);
    return only.equals(SEVERAL) ? null : uses.get(only);
  }

  private static String bare(String id) {
    return PUNCTUATION.matcher(id).replaceAll("");
  }

  /** Records what the answer of that call asked for. */
  void record(int call, GatewayParts parts) {
    List<ToolUse> asked;
    synchronized (this) {
      asked = uses.values().stream().filter(use -> use.call() == call).toList();
    }
    asked.forEach(parts::record);
  }

  private static ToolUse named(ToolUse use, String name) {
    return new ToolUse(
        use.key(),
        use.attempt(),
        use.id(),
        name,
        use.call(),
        use.askedAt(),
        use.returnedAt(),
        use.failed());
  }

  private static @Nullable String nullIfEmpty(String name) {
    return name.isEmpty() ? null : name;
  }
}
