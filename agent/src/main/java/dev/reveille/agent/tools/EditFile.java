package dev.reveille.agent.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Replaces one passage of a file. */
final class EditFile implements Tool {
  private static final Spec SPEC =
      new Spec(
          "edit_file",
          Kind.EDIT,
          "Replace a passage of a text file of the workspace. The passage must occur exactly once.",
          new Schema()
              .required("path", "string", "path, relative to the workspace")
              .required("old", "string", "the passage as it stands there")
              .required("new", "string", "what is to stand there instead")
              .json());

  private static final long MAX_BYTES = 8 << 20;

  private final Workspace workspace;

  EditFile(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public String title(JsonNode arguments) {
    return "edit " + arguments.path("path").asText();
  }

  @Override
  public ToolResult call(JsonNode arguments) throws ToolFailure {
    Path file = workspace.file(Schema.text(arguments, "path"));
    String old = Schema.text(arguments, "old");
    String replacement = Schema.text(arguments, "new");
    String name = workspace.name(file);
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ToolFailure(name + " is too long to edit; use the shell");
      }
      String text = Files.readString(file);
      int at = old.isEmpty() ? -1 : text.indexOf(old);
      if (at < 0) {
        throw new ToolFailure("the passage does not occur in " + name);
      }
      if (text.indexOf(old, at + 1) >= 0) {
        throw new ToolFailure("the passage occurs more than once in " + name + "; give more of it");
      }
      Files.writeString(
          file, text.substring(0, at) + replacement + text.substring(at + old.length()));
      return ToolResult.good("edited " + name);
    } catch (CharacterCodingException e) {
      throw new ToolFailure(name + " is no UTF-8 text");
    } catch (IOException e) {
      throw new ToolFailure("cannot edit " + name + ": " + e.getMessage());
    }
  }
}
