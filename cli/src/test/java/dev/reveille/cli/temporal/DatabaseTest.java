package dev.reveille.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir Path folder;

  @Test
  void a_copy_has_the_write_ahead_log_beside_it_under_the_name_sqlite_looks_for() throws Exception {
    Files.writeString(folder.resolve("temporal.db"), "pages");
    Files.writeString(folder.resolve("temporal.db-wal"), "last commits");
    Files.writeString(folder.resolve("temporal.db.version"), "1.31.0\n");

    var copy = Database.in(folder).keepCopyOfOtherVersion();

    assertThat(copy).contains(folder.resolve("temporal.db.1.31.0.bak"));
    assertThat(folder.resolve("temporal.db.1.31.0.bak")).hasContent("pages");
    assertThat(folder.resolve("temporal.db.1.31.0.bak-wal")).hasContent("last commits");
  }

  @Test
  void a_file_of_our_version_is_not_copied() throws Exception {
    Files.writeString(folder.resolve("temporal.db"), "pages");
    Database.in(folder).stampWithOurs();

    assertThat(Database.in(folder).keepCopyOfOtherVersion()).isEmpty();
  }

  @Test
  void a_stamp_that_could_lead_out_of_the_folder_counts_as_unknown() throws Exception {
    Files.writeString(folder.resolve("temporal.db"), "pages");
    Files.writeString(folder.resolve("temporal.db.version"), "../../etc/x\n");

    assertThat(Database.in(folder).keepCopyOfOtherVersion())
        .contains(folder.resolve("temporal.db.unknown.bak"));
  }
}
