package dev.reveille.agent.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a whole file of the workspace. */
final class WriteFile implements Tool {
  private static final Spec SPEC =
      new Spec(
          "write_file",
          Kind.EDIT,
          "Write a text file of the workspace, in place of what it held. Folders are made.",
          new Schema()
              .required("path", "string", "path, relative to the workspace")
              .required("content", "string", "all that the file is to hold")
              .json());

  private final Workspace workspace;

  WriteFile(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public String title(JsonNode arguments) {
    return "write " + arguments.path("path").asText();
  }

  @Override
  public ToolResult call(JsonNode arguments) throws ToolFailure {
    Path file = workspace.resolve(Schema.text(arguments, "path"));
    String content = Schema.text(arguments, "content");
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new ToolFailure(workspace.name(file) + " is no file");
    }
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, content);
      return ToolResult.good(
          "wrote " + workspace.name(file) + ", " + content.length() + " characters");
    } catch (IOException e) {
      throw new ToolFailure("cannot write " + workspace.name(file) + ": " + e.getMessage());
    }
  }
}
