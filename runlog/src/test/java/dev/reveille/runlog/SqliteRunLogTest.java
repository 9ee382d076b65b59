package dev.reveille.runlog;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteRunLogTest extends RunLogContract {
  @TempDir private Path folder;

  @Override
  RunLogSettings emptyRunLog() {
    return RunLogSettings.sqlite(folder.resolve("da ta?x=1#%41 火"));
  }
}
