package dev.reveille.activities.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a run from the definitions and secrets of the folder it works in. */
final class GuardTest {

  @TempDir Path folder;
  private Inside inside;
  private Path home;

  @BeforeEach
  void open() throws IOException {
    inside = new Inside(folder);
    home = inside.workspace;
    Files.writeString(home.resolve("reveille.yaml"), "owner: me\n");
    Files.writeString(Files.createDirectories(home.resolve("jobs")).resolve("a.yaml"), "name: a\n");
    Files.writeString(home.resolve(".env"), "KEY=sesame\n");
    Files.writeString(Files.createDirectories(home.resolve("data")).resolve("runs.db"), "rows");
    inside.guards.addAll(Guard.of(home, home.resolve("data")));
  }

  @AfterEach
  void close() {
    inside.close();
  }

  @Test
  void definitions_are_read_but_not_written() throws Exception {
    assertThat(
            inside.sh(
                "cat jobs/a.yaml reveille.yaml; echo x > jobs/b.yaml; echo x >> jobs/a.yaml; echo x >>"
                    + " reveille.yaml; rm -rf jobs reveille.yaml; mv jobs jobs2; mv reveille.yaml r2"))
        .startsWith("name: a\nowner: me\n");

    assertThat(home.resolve("reveille.yaml")).hasContent("owner: me");
    assertThat(home.resolve("jobs/a.yaml")).hasContent("name: a");
    assertThat(home.resolve("jobs/b.yaml")).doesNotExist();
  }

  @Test
  void secrets_and_the_data_folder_are_not_read() throws Exception {
    assertThat(inside.sh("cat .env; ls -A data; touch data/x; rm -f .env; mv .env e; cat e"))
        .doesNotContain("sesame", "runs.db");

    assertThat(home.resolve(".env")).hasContent("KEY=sesame");
    assertThat(home.resolve("data/x")).doesNotExist();
  }

  @Test
  void a_users_own_program_is_kept_from_them_too() throws Exception {
    assertThat(inside.own("cat .env; ls -A data; echo x > jobs/b.yaml; ls"))
        .doesNotContain("sesame", "runs.db")
        .contains("reveille.yaml");

    assertThat(home.resolve("jobs/b.yaml")).doesNotExist();
  }

  @Test
  void folders_above_a_guarded_one_cannot_be_moved_away() throws Exception {
    Path deep = Files.createDirectories(home.resolve("x/y/jobs"));
    inside.guards.add(new Guard(deep, true, false));

    inside.sh("mv x z; mv x/y x/w; mkdir -p x/y/jobs; echo bad > x/y/jobs/bad.yaml");

    assertThat(deep.resolve("bad.yaml")).doesNotExist();
    assertThat(home.resolve("z")).doesNotExist();
  }

  @Test
  void a_missing_secrets_file_cannot_be_put_there_by_a_run() throws Exception {
    Files.delete(home.resolve(".env"));

    inside.sh("echo KEY=mine > .env");

    assertThat(home.resolve(".env"))
        .content()
        .doesNotContain("KEY=mine")
        .startsWith("# Left empty");
    assertThat(Files.getPosixFilePermissions(home.resolve(".env"))).hasSize(2);
  }

  @Test
  void a_workspace_beside_them_is_left_as_it_is() throws Exception {
    inside.guards.clear();
    inside.guards.addAll(Guard.of(inside.base.resolve("elsewhere"), inside.base.resolve("data")));

    assertThat(inside.sh("ls -A " + inside.base)).isEqualTo("workspace");
    try (Stream<Path> files = Files.list(inside.base)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("workspace", "data", "runtime");
    }
  }

  @Test
  void a_workspace_inside_the_data_folder_is_seen_without_it() throws Exception {
    inside.guards.clear();
    inside.guards.addAll(Guard.of(inside.base.resolve("elsewhere"), inside.base));

    assertThat(inside.sh("ls -A " + inside.base + "; touch w")).isEqualTo("workspace");
    assertThat(inside.own("ls -A " + inside.base + "; touch v")).isEqualTo("workspace");
    assertThat(home.resolve("v")).exists();
  }

  @Test
  void a_link_in_place_of_a_guarded_file_is_refused() throws Exception {
    Files.delete(home.resolve(".env"));
    Files.createSymbolicLink(home.resolve(".env"), inside.base.resolve("secrets"));

    assertThatThrownBy(() -> inside.sh("true"))
        .isInstanceOf(IsolationException.class)
        .hasMessageContaining(".env is a link in a folder that the run may write");
  }
}
