package dev.reveille.runlog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps SQLite's native library in the data folder. Left to itself the driver unpacks it into the
 * temporary folder in every process: slow for a short command, impossible where that folder is
 * mounted noexec, and a megabyte left behind by every kill. Whatever fails here, the driver does
 * that still.
 */
final class NativeSqlite {
  private static final Logger log = LoggerFactory.getLogger(NativeSqlite.class);
  private static final String PROPERTY = "org.sqlite.lib.path";
  private static final String VERSION = "/META-INF/maven/org.xerial/sqlite-jdbc/pom.properties";

  private NativeSqlite() {}

  /** Uses the library in the folder, if it is there. */
  static void use(Path folder) {
    prepare(folder, false);
  }

  /** Uses the library in the folder, and puts it there first if need be. */
  static void keep(Path folder) {
    prepare(folder, true);
  }

  private static void prepare(Path folder, boolean mayWrite) {
    String platform = platform();
    if (platform == null || System.getProperty(PROPERTY) != null) {
      return;
    }
    String name = System.mapLibraryName("sqlitejdbc");
    try {
      Path home = folder.toAbsolutePath().resolve("native").resolve("sqlite-" + version());
      Path library = home.resolve(name);
      if (!Files.exists(library) && mayWrite) {
        write("/org/sqlite/native/" + platform + "/" + name, library);
      }
      if (Files.exists(library)) {
        System.setProperty(PROPERTY, home.toString());
      }
    } catch (IOException e) {
      log.debug("SQLite's library is not kept in the data folder", e);
    }
  }

  /** The driver's name for this system; null for those that only the driver knows. */
  private static @Nullable String platform() {
    String os = System.getProperty("os.name", "");
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String machine =
        switch (arch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "aarch64";
          default -> null;
        };
    if (machine == null) {
      return null;
    }
    if (os.startsWith("Mac")) {
      return "Mac/" + machine;
    }
    boolean musl = Files.exists(Path.of("/lib/ld-musl-" + machine + ".so.1"));
    return os.equals("Linux") ? (musl ? "Linux-Musl/" : "Linux/") + machine : null;
  }

  private static String version() throws IOException {
    try (InputStream in = NativeSqlite.class.getResourceAsStream(VERSION)) {
      if (in == null) {
        throw new IOException("the driver does not say its version");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "unknown");
    }
  }

  private static void write(String resource, Path library) throws IOException {
    try (InputStream in = NativeSqlite.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the driver has no " + resource);
      }
      PrivateFiles.makeFolder(library.getParent());
      Path fresh = Files.createTempFile(library.getParent(), "fresh", ".tmp");
      Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
      Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
