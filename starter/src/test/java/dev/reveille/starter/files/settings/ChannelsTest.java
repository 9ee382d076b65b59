package dev.reveille.starter.files.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.starter.files.JobFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelsTest {
  @TempDir Path folder;

  @Test
  void a_channel_program_with_a_leading_dot_lies_beside_reveille_yaml() throws IOException {
    Files.createDirectories(folder.resolve("jobs"));
    Files.writeString(
        folder.resolve("reveille.yaml"),
        """
        alerts:
          own: {kind: command, command: [./alert.sh, a/b]}
          shell: {kind: command, command: [sh, ./alert.sh, -x]}
        """);

    FolderSettings settings = JobFolder.read(folder).settings();

    String program = folder.resolve("alert.sh").toString();
    assertThat(settings.channels().get("own"))
        .satisfies(channel -> assertThat(channel.command()).containsExactly(program, "a/b"));
    assertThat(settings.channels().get("shell"))
        .satisfies(channel -> assertThat(channel.command()).containsExactly("sh", program, "-x"));
  }
}
