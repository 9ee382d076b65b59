package dev.reveille.runlog;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;

/** How each database is connected to. */
final class Connections {
  /** How long a write waits for another process; a write takes milliseconds. */
  private static final int BUSY_MILLIS = 15_000;

  /** Our own, unless the URL names one: others may have a table called run. */
  static final String SCHEMA = "reveille";

  private static final int OPEN_READ_ONLY = 0x01;
  private static final int OPEN_URI = 0x40;

  private Connections() {}

  static String url(RunLogSettings settings) {
    return settings.url() == null ? "jdbc:sqlite:" + uri(settings.file()) : settings.url();
  }

  /** A file URI, since in a plain path a question mark would begin parameters. */
  private static String uri(Path file) {
    StringBuilder uri = new StringBuilder("file:");
    for (byte b : file.toString().getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b > ' ' && b < 0x7f && b != '?' && b != '#' && b != '%';
      uri.append(plain ? Character.toString(b) : "%%%02X".formatted(b));
    }
    return uri.toString();
  }

  static Properties properties(RunLogSettings settings, boolean readOnly) {
    Properties properties = new Properties();
    if (settings.url() == null) {
      properties.setProperty("busy_timeout", String.valueOf(BUSY_MILLIS));
      if (readOnly) {
        properties.setProperty("open_mode", String.valueOf(OPEN_READ_ONLY | OPEN_URI));
        return properties;
      }
      properties.setProperty("journal_mode", "WAL");
      properties.setProperty("synchronous", "NORMAL");
      properties.setProperty("foreign_keys", "true");
      properties.setProperty("transaction_mode", "IMMEDIATE");
      properties.setProperty("journal_size_limit", String.valueOf(64 << 20));
      return properties;
    }
    properties.setProperty("ApplicationName", "reveille");
    properties.setProperty("currentSchema", SCHEMA);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "60");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("readOnly", String.valueOf(readOnly));
    if (settings.user() != null) {
      properties.setProperty("user", settings.user());
    }
    if (settings.password() != null) {
      properties.setProperty("password", settings.password());
    }
    return properties;
  }

  static HikariDataSource pool(RunLogSettings settings, boolean readOnly, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(readOnly ? "runlog-read" : "runlog-write");
    config.setJdbcUrl(url(settings));
    config.setDataSourceProperties(properties(settings, readOnly));
    config.setReadOnly(readOnly);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(BUSY_MILLIS + 5_000L);
    return new HikariDataSource(config);
  }
}
