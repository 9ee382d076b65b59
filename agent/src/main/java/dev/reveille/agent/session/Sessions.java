package dev.reveille.agent.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.reveille.agent.context.ContextReader;
import dev.reveille.agent.context.ContextReader.Context;
import dev.reveille.agent.mcp.McpException;
import dev.reveille.agent.mcp.McpServers;
import dev.reveille.agent.session.SessionException.Fault;
import dev.reveille.agent.settings.Settings.Mcp;
import dev.reveille.agent.settings.SettingsReader;
import dev.reveille.agent.settings.Surroundings;
import dev.reveille.agent.tools.Tool;
import dev.reveille.agent.tools.ToolBox;
import dev.reveille.agent.tools.Workspace;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Opens sessions, stage by stage, and keeps them. */
public final class Sessions {
  private final Surroundings surroundings;
  private final Client client;
  private final SessionStore store;
  private final Map<String, Session> open = new ConcurrentHashMap<>();

  public Sessions(Surroundings surroundings, Client client) {
    this.surroundings = surroundings;
    this.client = client;
    this.store = new SessionStore(surroundings.state());
  }

  /**
   * Opens a new one. Blocks until all its MCP servers have answered.
   *
   * @param servers that the client wants beside those of the settings
   */
  public Session open(String cwd, JsonNode servers) throws SessionException, InterruptedException {
    return open("rv-" + UUID.randomUUID(), cwd, servers, null);
  }

  /**
   * Opens one again that was kept.
   *
   * @param replay whether what was said in it is sent to the client first
   */
  public Session load(String id, String cwd, JsonNode servers, boolean replay)
      throws SessionException, InterruptedException {
    Conversation kept;
    try {
      kept =
          store
              .load(id)
              .orElseThrow(
                  () -> new SessionException(Fault.REQUEST, "no session " + id + " is kept here"));
    } catch (IOException e) {
      throw new SessionException(Fault.INTERNAL, String.valueOf(e.getMessage()));
    }
    Session session = open(id, cwd, servers, kept);
    if (replay) {
      kept.messages().forEach(message -> replay(id, message));
    }
    return session;
  }

  public Optional<Session> named(String id) {
    return Optional.ofNullable(open.get(id));
  }

  public void close(String id) {
    Session session = open.remove(id);
    if (session != null) {
      session.close();
    }
  }

  public void closeAll() {
    open.keySet().forEach(this::close);
  }

  /** Keeps what was said; that it cannot be kept does not spoil the turn. */
  void save(Session session) {
    try {
      store.save(session);
    } catch (IOException | RuntimeException e) {
      System.err.println("the session cannot be kept: " + e);
    }
  }

  private Session open(String id, String cwd, JsonNode servers, @Nullable Conversation kept)
      throws SessionException, InterruptedException {
    try {
      Workspace workspace = Workspace.at(Path.of(cwd));
      client.stageStarted("context");
      Context context = ContextReader.read(workspace, surroundings.settings().context());
      client.stageEnded("context", context.note());
      client.stageStarted("tools");
      List<Tool> tools = ToolBox.own(surroundings, workspace);
      StringBuilder note = new StringBuilder(tools.size() + " of its own");
      AutoCloseable connected = () -> {};
      Map<String, Mcp> wanted = wanted(servers);
      if (!wanted.isEmpty()) {
        McpServers.Connected mcp =
            McpServers.connect(wanted, workspace.root(), surroundings.proxy());
        connected = mcp.servers();
        tools = new ArrayList<>(tools);
        tools.addAll(mcp.tools());
        mcp.counts().forEach((name, count) -> note.append(", ").append(count + " of " + name));
      }
      client.stageEnded("tools", note.toString());
      client.stageStarted("persona");
      Persona.Written persona = Persona.of(surroundings, workspace);
      String whole = Persona.whole(persona, workspace, context.text());
      client.stageEnded("persona", persona.source());
      Session session =
          new Session(
              id,
              workspace,
              new ToolBox(tools),
              connected,
              whole,
              surroundings.models(),
              surroundings.settings().mode(),
              kept);
      Session before = open.put(id, session);
      if (before != null) {
        before.close();
      }
      return session;
    } catch (IOException | InvalidPathException e) {
      throw new SessionException(Fault.REQUEST, "the session cannot be opened: " + e.getMessage());
    } catch (McpException e) {
      throw new SessionException(Fault.INTERNAL, String.valueOf(e.getMessage()));
    }
  }

  private Map<String, Mcp> wanted(JsonNode servers) throws SessionException {
    Map<String, Mcp> wanted = new LinkedHashMap<>(surroundings.settings().mcp());
    for (JsonNode server : servers) {
      try {
        wanted.put(server.path("name").asText("mcp"), SettingsReader.ofClient(server));
      } catch (IllegalArgumentException e) {
        throw new SessionException(Fault.REQUEST, "mcpServers: " + e.getMessage());
      }
    }
    return wanted;
  }

  private void replay(String id, ChatMessage message) {
    if (message instanceof UserMessage user && user.hasSingleText()) {
      client.update(id, Updates.asked(user.singleText()));
    } else if (message instanceof AiMessage answer && answer.text() != null) {
      client.update(id, Updates.said(answer.text()));
    }
  }
}
