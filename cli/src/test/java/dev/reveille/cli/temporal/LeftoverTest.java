package dev.reveille.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoverTest {
  @TempDir Path folder;

  @Test
  void the_noted_process_is_found_while_it_lives() throws Exception {
    var leftover = Leftover.in(folder);
    assertThat(leftover.find()).isEmpty();
    leftover.note(ProcessHandle.current());

    assertThat(leftover.find()).contains(ProcessHandle.current());

    leftover.forget();
    assertThat(leftover.find()).isEmpty();
  }

  @Test
  void a_process_that_only_got_the_same_id_is_not_taken_for_it() throws Exception {
    var hourBefore =
        ProcessHandle.current().info().startInstant().map(start -> start.minusSeconds(3600));
    write(ProcessHandle.current().pid() + " " + hourBefore.map(Instant::toEpochMilli).orElse(1L));

    assertThat(Leftover.in(folder).find()).isEmpty();
  }

  @Test
  void a_note_that_was_cut_off_or_is_something_else_names_nobody() throws Exception {
    for (var content : new String[] {"", "12", ProcessHandle.current().pid() + " soon", "x y"}) {
      write(content);

      assertThat(Leftover.in(folder).find()).as(content).isEmpty();
    }
  }

  private void write(String content) throws Exception {
    Files.writeString(folder.resolve("temporal.pid"), content);
  }
}
