package dev.reveille.agent.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks for a text in files of the workspace. */
final class SearchFiles implements Tool {
  private static final Spec SPEC =
      new Spec(
          "search_files",
          Kind.SEARCH,
          "Find the lines of the workspace's text files that contain a text, with file and line.",
          new Schema()
              .required("text", "string", "the text to look for; no pattern")
              .optional("glob", "string", "only in files like this, such as **/*.md")
              .json());

  private static final int MAX_HITS = 200;
  private static final int MAX_LINE = 300;
  private static final long MAX_FILE = 16 << 20;

  private final Workspace workspace;

  SearchFiles(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public String title(JsonNode arguments) {
    return "search " + arguments.path("text").asText();
  }

  @Override
  public ToolResult call(JsonNode arguments) throws ToolFailure, InterruptedException {
    String text = Schema.text(arguments, "text");
    String glob = arguments.path("glob").asText("");
    if (text.isEmpty()) {
      throw new ToolFailure("text is empty (expected: what to look for)");
    }
    StringBuilder hits = new StringBuilder();
    try {
      int count = 0;
      List<String> globs = List.of(glob.isEmpty() ? "**" : glob);
      for (Path file : FileWalk.below(workspace.root(), globs).files()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        count = search(file, text, hits, count);
        if (count >= MAX_HITS) {
          hits.append("[… there may be more]\n");
          break;
        }
      }
    } catch (IOException e) {
      throw new ToolFailure("cannot search: " + e.getMessage());
    }
    return ToolResult.good(hits.length() == 0 ? "nothing found" : hits.toString());
  }

  private int search(Path file, String text, StringBuilder hits, int before) {
    int count = before;
    try (InputStream stream = Files.newInputStream(file)) {
      if (Files.size(file) > MAX_FILE) {
        return count;
      }
      byte[] bytes = stream.readNBytes((int) MAX_FILE);
      if (ReadFile.isBinary(bytes)) {
        return count;
      }
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.contains(text) && count < MAX_HITS) {
          count++;
          hits.append(workspace.name(file)).append(':').append(number).append(": ");
          hits.append(Text.line(line, MAX_LINE)).append('\n');
        }
      }
    } catch (IOException unreadable) {
      return count;
    }
    return count;
  }
}
