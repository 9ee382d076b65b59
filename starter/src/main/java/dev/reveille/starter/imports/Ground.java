package dev.reveille.starter.imports;

import static java.util.Objects.requireNonNull;

import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.settings.SettingsReader;
import dev.reveille.starter.files.settings.SettingsReading;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder that jobs are imported into, and what its {@code reveille.yaml} says.
 *
 * @param first the text of the settings that are still to be written; empty where there are some
 */
public record Ground(Path folder, SettingsReading settings, Optional<String> first) {
  private static final String SETTINGS = "reveille.yaml";

  public Ground {
    requireNonNull(folder, "folder is null");
    requireNonNull(settings, "settings is null");
  }

  /** Whether the folder has settings of its own. */
  public static boolean hasSettings(Path folder) {
    return Files.exists(folder.resolve(SETTINGS));
  }

  /** A folder with settings of its own; what is wrong with them is reported. */
  public static Ground of(Path folder, Problems problems) {
    Optional<Node> root = SourceText.tree(folder.resolve(SETTINGS), SETTINGS, problems);
    return new Ground(folder, SettingsReader.read(folder, root, problems), Optional.empty());
  }

  /** A folder without, and those it is to have. */
  public static Ground first(Path folder, String settings, Problems problems) {
    Optional<Node> root = SourceText.tree(SETTINGS, settings, problems);
    return new Ground(folder, SettingsReader.read(folder, root, problems), Optional.of(settings));
  }

  /** The profile that a job without one of its own has; empty where nobody names one. */
  public Optional<String> usualAgent() {
    return Optional.ofNullable(settings.settings().defaultAgent());
  }
}
