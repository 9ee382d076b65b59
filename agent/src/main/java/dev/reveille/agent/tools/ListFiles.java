package dev.reveille.agent.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lists files of the workspace. */
final class ListFiles implements Tool {
  private static final Spec SPEC =
      new Spec(
          "list_files",
          Kind.SEARCH,
          "List the files of a folder of the workspace and of all folders in it, with their sizes.",
          new Schema()
              .optional(
                  "path", "string", "folder, relative to the workspace; the whole one if missing")
              .optional("glob", "string", "only files like this, such as **/*.csv")
              .json());

  private static final int MAX_NAMES = 500;

  private final Workspace workspace;

  ListFiles(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public String title(JsonNode arguments) {
    return "list " + arguments.path("path").asText(".") + " " + arguments.path("glob").asText();
  }

  @Override
  public ToolResult call(JsonNode arguments) throws ToolFailure {
    Path folder = workspace.resolve(arguments.path("path").asText("."));
    if (!Files.isDirectory(folder)) {
      throw new ToolFailure(workspace.name(folder) + " is no folder");
    }
    String glob = arguments.path("glob").asText("");
    try {
      FileWalk.Found found = FileWalk.below(folder, List.of(glob.isEmpty() ? "**" : glob));
      StringBuilder list = new StringBuilder();
      for (Path file : found.files().subList(0, Math.min(MAX_NAMES, found.files().size()))) {
        list.append(workspace.name(file)).append("  ").append(Files.size(file)).append('\n');
      }
      int more = found.files().size() - MAX_NAMES;
      if (more > 0) {
        list.append("[… ").append(more).append(" more]\n");
      }
      if (!found.whole()) {
        list.append("[the folder has more than could be looked at; name a smaller one]\n");
      }
      return ToolResult.good(list.length() == 0 ? "no files" : list.toString());
    } catch (IOException e) {
      throw new ToolFailure("cannot list " + workspace.name(folder) + ": " + e.getMessage());
    }
  }
}
