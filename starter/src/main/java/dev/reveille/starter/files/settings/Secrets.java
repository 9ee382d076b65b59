package dev.reveille.starter.files.settings;

import dev.reveille.starter.files.problem.Place;
import dev.reveille.starter.files.problem.Problem;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.tree.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys by their names: from the environment, else from the {@code .env} beside reveille.yaml.
 * Values never stand in a message or in {@link #toString}. Immutable.
 */
public final class Secrets {
  private static final String FILE = ".env";
  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=(.*)");
  private static final Pattern QUOTED = Pattern.compile("\\s*([\"'])(.*)\\1\\s*(#.*)?");
  private static final Set<PosixFilePermission> OWNER_ALONE =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Map<String, String> environment;
  private final Map<String, String> file;
  private final List<Problem> problems;

  private Secrets(
      Map<String, String> environment, Map<String, String> file, List<Problem> problems) {
    this.environment = environment;
    this.file = file;
    this.problems = problems;
  }

  /**
   * Reads the folder's {@code .env}, if there is one. Blocks on the file system.
   *
   * @param environment what comes before the file, in programs {@code System.getenv()}
   */
  public static Secrets read(Path folder, Map<String, String> environment) {
    Problems problems = new Problems();
    Map<String, String> values = new LinkedHashMap<>();
    Path path = folder.resolve(FILE);
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && isOwnersAlone(path, problems)) {
      SourceText.text(path, FILE, problems).ifPresent(text -> readLines(text, values, problems));
    }
    return new Secrets(Map.copyOf(environment), values, problems.sorted());
  }

  /** The value of a variable; empty when neither the environment nor the file has it. */
  public Optional<String> find(String name) {
    String value = environment.get(name);
    return Optional.ofNullable(value == null ? file.get(name) : value);
  }

  /** The names the file gives, for {@code doctor} and the like. */
  public Set<String> namesInFile() {
    return Set.copyOf(file.keySet());
  }

  /** What is wrong with the file; a folder's reading lists it too. */
  public List<Problem> problems() {
    return problems;
  }

  @Override
  public String toString() {
    return "Secrets" + file.keySet();
  }

  private static boolean isOwnersAlone(Path path, Problems problems) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
      if (OWNER_ALONE.containsAll(permissions)) {
        return true;
      }
      problems.error(
          Place.startOf(FILE), "", "others than its owner may use this file", "chmod 600 .env");
    } catch (UnsupportedOperationException e) {
      return true;
    } catch (IOException e) {
      problems.error(Place.startOf(FILE), "", "the file cannot be read", "remove or mend it");
    }
    return false;
  }

  private static void readLines(String text, Map<String, String> values, Problems problems) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.stripLeading().startsWith("#")) {
        continue;
      }
      Matcher entry = LINE.matcher(line);
      Place place = new Place(FILE, i + 1, 1);
      if (!entry.matches()) {
        problems.error(place, "", "this line is not NAME=value", "write NAME=value or # comment");
        continue;
      }
      if (values.put(entry.group(1), value(entry.group(2))) != null) {
        problems.error(
            place, "", entry.group(1) + " is written twice", "keep one of the two lines");
      }
    }
  }

  private static String value(String written) {
    Matcher quoted = QUOTED.matcher(written);
    return quoted.matches() ? quoted.group(2) : written.replaceFirst("(^|\\s)#.*$", "").strip();
  }
}
