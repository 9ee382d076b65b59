package dev.reveille.cli.command;

import dev.reveille.cli.temporal.TemporalBinary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Reveille this is; Maven writes it into the jar. */
final class Version {
  private static final String WRITTEN_BY_MAVEN =
      "/META-INF/maven/dev.reveille/reveille-cli/pom.properties";

  private Version() {}

  static String number() {
    return properties().getProperty("version", "development");
  }

  static String temporal() {
    return TemporalBinary.SERVER_VERSION;
  }

  static String text() {
    return "reveille "
        + number()
        + " (embedded Temporal server "
        + temporal()
        + ", Java "
        + System.getProperty("java.version")
        + ")";
  }

  private static Properties properties() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(WRITTEN_BY_MAVEN)) {
      if (in != null) {
        properties.load(in);
      }
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(WRITTEN_BY_MAVEN + " cannot be read", e);
    }
  }
}
