package dev.reveille.agent.tools;

import dev.reveille.agent.settings.Settings;
import dev.reveille.agent.settings.Surroundings;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tools of one session, by name. */
public final class ToolBox {
  private final Map<String, Tool> tools = new LinkedHashMap<>();

  /** Of two of one name the first stays. */
  public ToolBox(Collection<? extends Tool> tools) {
    tools.forEach(tool -> this.tools.putIfAbsent(tool.name(), tool));
  }

  /** Our own, as the settings want them. */
  public static List<Tool> own(Surroundings surroundings, Workspace workspace) {
    Settings.Tools settings = surroundings.settings().tools();
    // With room for what they say of the rest, or that would be cut out with it.
    int most = Math.max(256, settings.outputBytes() - 256);
    List<Tool> own = new ArrayList<>();
    if (settings.enabled().contains("files")) {
      own.add(new ReadFile(workspace, most));
      own.add(new WriteFile(workspace));
      own.add(new EditFile(workspace));
      own.add(new ListFiles(workspace));
      own.add(new SearchFiles(workspace));
    }
    if (settings.enabled().contains("shell")) {
      own.add(new Shell(workspace, settings.shellTimeout(), most));
    }
    if (settings.enabled().contains("fetch")) {
      own.add(
          new Fetch(
              once(() -> Http.client(surroundings.proxy()).build()),
              settings.fetchTimeout(),
              settings.fetchBytes()));
    }
    return own;
  }

  public Optional<Tool> named(String name) {
    return Optional.ofNullable(tools.get(name));
  }

  public Collection<Tool> all() {
    return List.copyOf(tools.values());
  }

  private static Supplier<HttpClient> once(Supplier<HttpClient> making) {
    return new Supplier<>() {
      private @Nullable HttpClient made;

      @Override
      public synchronized HttpClient get() {
        HttpClient now = made;
        if (now == null) {
          now = making.get();
          made = now;
        }
        return now;
      }
    };
  }
}
