package dev.reveille.agent.context;

import dev.reveille.agent.settings.Settings;
import dev.reveille.agent.tools.FileWalk;
import dev.reveille.agent.tools.Text;
import dev.reveille.agent.tools.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the files that the settings name, within their limits. */
public final class ContextReader {
  private static final int SAID = 5;

  private final Workspace workspace;
  private final Settings.Context settings;
  private final StringBuilder text = new StringBuilder();
  private final List<String> skipped = new ArrayList<>();
  private int files;
  private int bytes;

  private ContextReader(Workspace workspace, Settings.Context settings) {
    this.workspace = workspace;
    this.settings = settings;
  }

  /**
   * What the model is shown of the workspace.
   *
   * @param text for the system prompt; empty for nothing
   * @param note what was taken and what was skipped, on one line, for people
   */
  public record Context(String text, String note) {}

  /**
   * Reads. Blocks for as long as the disk does.
   *
   * @throws IOException when the workspace cannot be read at all, or a glob is wrong
   */
  public static Context read(Workspace workspace, Settings.Context settings) throws IOException {
    ContextReader reader = new ContextReader(workspace, settings);
    reader.files();
    reader.listing();
    reader.left();
    return new Context(reader.text.toString(), reader.note());
  }

  private void files() throws IOException {
    if (settings.files().isEmpty()) {
      return;
    }
    Set<Path> excluded =
        settings.exclude().isEmpty()
            ? Set.of()
            : new HashSet<>(FileWalk.below(workspace.root(), settings.exclude()).files());
    FileWalk.Found found = FileWalk.below(workspace.root(), settings.files());
    for (Path file : found.files()) {
      if (!excluded.contains(file)) {
        take(file);
      }
    }
    if (!found.whole()) {
      skipped.add("whatever lies beyond the first 50,000 entries of the workspace");
    }
  }

  private void take(Path file) {
    String name = Text.line(workspace.name(file), 300);
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] content = stream.readNBytes(settings.maxFileBytes() + 1);
      if (content.length > settings.maxFileBytes()) {
        skipped.add(name + " (" + size(Files.size(file)) + ", more than one file may have)");
      } else if (isBinary(content)) {
        skipped.add(name + " (binary)");
      } else if (bytes + content.length > settings.maxBytes()) {
        skipped.add(name + " (the context is full)");
      } else {
        files++;
        bytes += content.length;
        text.append("<file path=\"").append(name.replace("\"", "'")).append("\">\n");
        text.append(Text.clean(Text.decode(content)).stripTrailing()).append("\n</file>\n");
      }
    } catch (IOException e) {
      skipped.add(name + " (cannot be read)");
    }
  }

  private static boolean isBinary(byte[] content) {
    for (byte each : content) {
      if (each == 0) {
        return true;
      }
    }
    return false;
  }

  private void listing() throws IOException {
    if (settings.listing() == 0) {
      return;
    }
    List<Path> all = FileWalk.below(workspace.root(), List.of("**")).files();
    if (all.isEmpty()) {
      return;
    }
    text.append("<files>\n");
    all.stream()
        .limit(settings.listing())
        .forEach(file -> text.append(Text.line(workspace.name(file), 300)).append('\n'));
    if (all.size() > settings.listing()) {
      text.append("… and ").append(all.size() - settings.listing()).append(" more\n");
    }
    text.append("</files>\n");
  }

  /** The model should know that there is more than it sees. */
  private void left() {
    if (!skipped.isEmpty()) {
      List<String> named = skipped.subList(0, Math.min(50, skipped.size()));
      text.append("Not shown here: ").append(String.join(", ", named)).append('\n');
    }
  }

  private String note() {
    StringBuilder note = new StringBuilder();
    note.append(files).append(files == 1 ? " file, " : " files, ").append(size(bytes));
    if (!skipped.isEmpty()) {
      note.append("; skipped ");
      note.append(String.join(", ", skipped.subList(0, Math.min(SAID, skipped.size()))));
      if (skipped.size() > SAID) {
        note.append(", and ").append(skipped.size() - SAID).append(" more");
      }
    }
    return note.toString();
  }

  private static String size(long bytes) {
    return bytes < 10_240
        ? bytes + " bytes"
        : String.format(Locale.ROOT, "%.0f KiB", bytes / 1024.0);
  }
}
