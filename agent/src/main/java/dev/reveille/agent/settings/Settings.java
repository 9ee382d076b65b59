package dev.reveille.agent.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a settings file can say; all of it has a default.
 *
 * @param openAi which of OpenAI's two dialects a provider of that kind is spoken to in
 * @param mcp servers by name, in the order written
 * @param persona the system prompt; null for our own
 * @param personaFile a file of the workspace that holds it; null for none
 */
public record Settings(
    Mode mode,
    OpenAi openAi,
    Context context,
    Tools tools,
    Map<String, Mcp> mcp,
    @Nullable String persona,
    @Nullable String personaFile,
    Limits limits) {

  /** Whether tools that change something, or leave the workspace, are asked for first. */
  public enum Mode {
    AUTO,
    ASK
  }

  /** OpenAI's dialects. */
  public enum OpenAi {
    CHAT,
    RESPONSES
  }

  /**
   * Files that the model sees before its first turn.
   *
   * @param files globs, relative to the workspace
   * @param listing how many names of the workspace's files are listed; 0 for none
   */
  public record Context(
      List<String> files, List<String> exclude, int maxFileBytes, int maxBytes, int listing) {
    public Context {
      files = List.copyOf(files);
      exclude = List.copyOf(exclude);
    }
  }

  /**
   * Tools of our own, and their limits.
   *
   * @param enabled names of groups: {@code files}, {@code shell}, {@code fetch}
   * @param outputBytes most of one tool's result that the model gets to see
   */
  public record Tools(
      List<String> enabled,
      int outputBytes,
      Duration shellTimeout,
      Duration fetchTimeout,
      int fetchBytes) {
    public Tools {
      enabled = List.copyOf(enabled);
    }
  }

  /**
   * An MCP server: a command for one over stdio, or a URL for one over streamable HTTP.
   *
   * @param timeout of its start and of each call
   */
  public record Mcp(
      List<String> command,
      Map<String, String> env,
      @Nullable String url,
      Map<String, String> headers,
      Duration timeout) {
    public Mcp {
      command = List.copyOf(command);
      env = Map.copyOf(env);
      headers = Map.copyOf(headers);
      if (command.isEmpty() == (url == null)) {
        throw new IllegalArgumentException("expected either a command or a url");
      }
    }
  }

  /**
   * What one turn may use.
   *
   * @param modelCalls requests to the model
   * @param tokens read and written, over all calls of the turn
   * @param outputTokens of one answer; 0 leaves it to the provider
   * @param toolTime of all tools together
   * @param historyChars of earlier turns that are sent again; whole turns are dropped, oldest first
   */
  public record Limits(
      int modelCalls, long tokens, int outputTokens, Duration toolTime, int historyChars) {}
}
