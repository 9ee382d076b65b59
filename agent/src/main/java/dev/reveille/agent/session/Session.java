package dev.reveille.agent.session;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.agent.json.Json;
import dev.reveille.agent.model.Models;
import dev.reveille.agent.model.ToolSpecs;
import dev.reveille.agent.settings.Settings.Mode;
import dev.reveille.agent.tools.Tool;
import dev.reveille.agent.tools.ToolBox;
import dev.reveille.agent.tools.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One conversation with its folder, its tools and its choices. */
public final class Session {
  private final String id;
  private final Workspace workspace;
  private final ToolBox tools;
  private final AutoCloseable servers;
  private final String persona;
  private final List<String> models;
  private final Set<String> allowed = ConcurrentHashMap.newKeySet();
  private volatile String model;
  private volatile Mode mode;
  private @Nullable Conversation conversation;

  Session(
      String id,
      Workspace workspace,
      ToolBox tools,
      AutoCloseable servers,
      String persona,
      List<String> models,
      Mode mode,
      @Nullable Conversation conversation) {
    this.id = id;
    this.workspace = workspace;
    this.tools = tools;
    this.servers = servers;
    this.persona = persona;
    this.models = models;
    this.model = models.get(0);
    this.mode = mode;
    this.conversation = conversation;
  }

  public String id() {
    return id;
  }

  Workspace workspace() {
    return workspace;
  }

  ToolBox tools() {
    return tools;
  }

  /** The whole system prompt. */
  String persona() {
    return persona;
  }

  String model() {
    return model;
  }

  /** Made when the first turn begins, so that the boot need not load what it is made of. */
  synchronized Conversation conversation() {
    Conversation now = conversation;
    if (now == null) {
      now = new Conversation();
      conversation = now;
    }
    return now;
  }

  /** Whether the tool must be asked for. */
  boolean asks(Tool tool) {
    return mode == Mode.ASK && tool.spec().kind().asks() && !allowed.contains(tool.name());
  }

  void allowAlways(Tool tool) {
    allowed.add(tool.name());
  }

  /** Asks nobody yet. */
  public void warmUp(Models models) {
    models.named(model);
    ToolSpecs.of(tools);
  }

  /** Returns whether it is offered. */
  public boolean chooseModel(String wanted) {
    if (!models.contains(wanted)) {
      return false;
    }
    model = wanted;
    return true;
  }

  /** Returns whether there is such a mode. */
  public boolean chooseMode(String wanted) {
    for (Mode each : Mode.values()) {
      if (word(each).equals(wanted)) {
        mode = each;
        return true;
      }
    }
    return false;
  }

  /** What can be chosen, in the protocol's form. */
  public ArrayNode configOptions() {
    ArrayNode options = Json.array();
    ObjectNode option = options.addObject().put("id", "model").put("name", "Model");
    option.put("category", "model").put("type", "select").put("currentValue", model);
    ArrayNode values = option.putArray("options");
    models.forEach(each -> values.addObject().put("value", each).put("name", each));
    return options;
  }

  public ObjectNode modes() {
    ObjectNode modes = Json.object().put("currentModeId", word(mode));
    ArrayNode available = modes.putArray("availableModes");
    available.addObject().put("id", word(Mode.AUTO)).put("name", "Asks nothing");
    available
        .addObject()
        .put("id", word(Mode.ASK))
        .put("name", "Asks before it changes something or leaves the workspace");
    return modes;
  }

  private static String word(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /** Ends its MCP servers. */
  public void close() {
    try {
      servers.close();
    } catch (Exception e) {
      System.err.println("an MCP server was not ended in good order: " + e.getMessage());
    }
  }
}
