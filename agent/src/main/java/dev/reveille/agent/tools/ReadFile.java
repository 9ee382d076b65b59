package dev.reveille.agent.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file of the workspace. */
final class ReadFile implements Tool {
  private static final Spec SPEC =
      new Spec(
          "read_file",
          Kind.READ,
          "Read a text file of the workspace. Long files come in parts: give offset, in bytes.",
          new Schema()
              .required("path", "string", "path, relative to the workspace")
              .optional("offset", "integer", "first byte to read; 0 for the beginning")
              .json());

  private final Workspace workspace;
  private final int maxBytes;

  ReadFile(Workspace workspace, int maxBytes) {
    this.workspace = workspace;
    this.maxBytes = maxBytes;
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public String title(JsonNode arguments) {
    return "read " + arguments.path("path").asText();
  }

  @Override
  public ToolResult call(JsonNode arguments) throws ToolFailure {
    Path file = workspace.file(Schema.text(arguments, "path"));
    long offset = Math.max(0, arguments.path("offset").asLong(0));
    try (InputStream stream = Files.newInputStream(file)) {
      long size = Files.size(file);
      stream.skipNBytes(Math.min(offset, size));
      byte[] bytes = stream.readNBytes(maxBytes);
      if (isBinary(bytes)) {
        return ToolResult.good(workspace.name(file) + " is binary, " + size + " bytes");
      }
      long left = size - Math.min(offset, size) - bytes.length;
      return ToolResult.good(
          Text.decode(bytes)
              + (left > 0
                  ? "\n[… " + left + " bytes follow; read on at offset " + (size - left) + "]"
                  : ""));
    } catch (IOException e) {
      throw new ToolFailure("cannot read " + workspace.name(file) + ": " + e.getMessage());
    }
  }

  static boolean isBinary(byte[] start) {
    for (int i = 0; i < Math.min(start.length, 8192); i++) {
      if (start[i] == 0) {
        return true;
      }
    }
    return false;
  }
}
