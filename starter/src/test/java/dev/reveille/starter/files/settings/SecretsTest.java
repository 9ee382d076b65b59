package dev.reveille.starter.files.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.starter.files.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path dir;

  @Test
  void the_environment_comes_before_the_file() throws IOException {
    write("rw-------", "A=file\n# c\n\nexport B = \"two words\" # c\nC='x#y'\nD=plain # c\nE=\n");
    Secrets secrets = Secrets.read(dir, Map.of("A", "environment"));

    assertThat(secrets.problems()).isEmpty();
    assertThat(secrets.find("A")).hasValue("environment");
    assertThat(secrets.find("B")).hasValue("two words");
    assertThat(secrets.find("C")).hasValue("x#y");
    assertThat(secrets.find("D")).hasValue("plain");
    assertThat(secrets.find("E")).hasValue("");
    assertThat(secrets.find("F")).isEmpty();
    assertThat(secrets.toString()).doesNotContain("plain");
  }

  @Test
  void a_file_that_others_can_read_is_refused_whole() throws IOException {
    write("rw-r-----", "A=hidden-value\n");
    Secrets secrets = Secrets.read(dir, Map.of());

    assertThat(secrets.find("A")).isEmpty();
    assertThat(secrets.problems())
        .extracting(Problem::text)
        .containsExactly(".env:1:1: others than its owner may use this file; chmod 600 .env");
  }

  @Test
  void wrong_lines_are_named_without_their_content() throws IOException {
    write("rw-------", "A=1\nhidden-value\nA=hidden-value\n");

    assertThat(Secrets.read(dir, Map.of()).problems())
        .extracting(Problem::text)
        .containsExactly(
            ".env:2:1: this line is not NAME=value; write NAME=value or # comment",
            ".env:3:1: A is written twice; keep one of the two lines");
  }

  private void write(String permissions, String content) throws IOException {
    Path file = dir.resolve(".env");
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
