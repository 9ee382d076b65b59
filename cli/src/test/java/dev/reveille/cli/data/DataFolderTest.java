package dev.reveille.cli.data;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

class DataFolderTest {
  @TempDir Path home;

  /** A socket's path must be short, and macOS has long temporary folders. */
  @TempDir(factory = ShortFolder.class)
  Path runtime;

  @Test
  void each_job_folder_has_one_of_its_own_under_the_data_home_whatever_way_it_is_named()
      throws Exception {
    var jobs = Files.createDirectory(home.resolve("jobs"));
    var link = Files.createSymbolicLink(home.resolve("link"), jobs);

    var path = of(jobs, Map.of()).path();

    assertThat(path.getParent()).isEqualTo(home.resolve(".local/share/reveille"));
    assertThat(path.getFileName().toString()).matches("[0-9a-f]{16}");
    assertThat(of(link, Map.of()).path()).isEqualTo(path);
    assertThat(of(home, Map.of()).path()).isNotEqualTo(path);
  }

  @Test
  void xdg_variables_mac_folders_and_a_given_folder_are_honoured() {
    var xdg = Map.of("XDG_DATA_HOME", "/x/data", "XDG_CACHE_HOME", "/x/cache");
    var relative = Map.of("XDG_DATA_HOME", "data");

    assertThat(of(home, xdg).path()).startsWithRaw(Path.of("/x/data/reveille"));
    assertThat(of(home, relative).path()).startsWithRaw(home.resolve(".local/share"));
    assertThat(new UserFolders(home, true, Map.of()).data())
        .isEqualTo(home.resolve("Library/Application Support"));
    assertThat(new UserFolders(home, true, Map.of()).cache())
        .isEqualTo(home.resolve("Library/Caches"));
    assertThat(new UserFolders(home, true, xdg).cache()).isEqualTo(Path.of("/x/cache"));
    assertThat(DataFolder.of(home, Path.of("/given/./one"), user(xdg)).path())
        .isEqualTo(Path.of("/given/one"));
  }

  @Test
  void it_is_for_its_owner_alone_also_when_it_was_there_before() throws Exception {
    var folder = of(home, Map.of()).create();
    assertThat(modeOf(folder.path())).isEqualTo("rwx------");
    Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString("rwxr-xr-x"));

    folder.create();

    assertThat(modeOf(folder.path())).isEqualTo("rwx------");
  }

  @Test
  void a_file_in_its_place_is_named_with_the_remedy() throws Exception {
    var file = Files.createFile(home.resolve("file"));

    assertThatThrownBy(() -> DataFolder.of(home, file, user(Map.of())).create())
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file.toString(), "a folder was expected", "--data DIR");
  }

  @Test
  void a_second_up_is_refused_while_the_first_keeps_its_lock() throws Exception {
    var folder = of(home, Map.of()).create();
    var lock = folder.lockForUp();

    assertThatThrownBy(folder::lockForUp)
        .isInstanceOf(AlreadyUp.class)
        .hasMessageContainingAll(
            "pid " + ProcessHandle.current().pid(), "reveille down", "--data DIR");
    lock.close();
    folder.lockForUp().close();
  }

  @Test
  void addresses_come_back_as_they_were_written_and_only_while_up_lives() throws Exception {
    var folder = of(home, Map.of()).create();
    var addresses =
        new Addresses(
            "127.0.0.1:7233",
            "default",
            URI.create("http://127.0.0.1:8233"),
            null,
            4711,
            Instant.parse("2026-11-21T22:00:00Z"));
    try (var lock = folder.lockForUp()) {
      assertThat(lock).isNotNull();
      assertThat(folder.runningUp()).isEmpty();
      folder.publish(addresses);
      assertThat(folder.runningUp()).contains(addresses);
    }
    assertThat(folder.runningUp()).isEmpty();
  }

  @Test
  void another_program_is_named_and_its_addresses_are_gone_once_it_is_killed() throws Exception {
    var data = home.resolve("data");
    var folder = DataFolder.of(home, data, user(Map.of())).create();
    var other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HoldsUpLock.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var says = other.inputReader()) {
      assertThat(says.readLine()).isEqualTo("held");
      assertThat(folder.runningUp()).map(Addresses::pid).contains(other.pid());
      assertThat(folder.upPid()).contains(other.pid());
      assertThatThrownBy(folder::lockForUp).hasMessageContaining("pid " + other.pid());
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertThat(folder.runningUp()).isEmpty();
    assertThat(folder.upPid()).isEmpty();
    folder.lockForUp().close();
  }

  @Test
  void sockets_stand_in_the_runtime_folder_and_a_path_too_long_is_refused() throws Exception {
    var folder = of(home, Map.of("XDG_RUNTIME_DIR", runtime.toString()));

    var socket = folder.socket("gateway.sock");

    assertThat(socket).startsWithRaw(runtime.resolve("reveille")).hasFileName("gateway.sock");
    assertThat(modeOf(requireNonNull(socket.getParent()))).isEqualTo("rwx------");
    assertThatThrownBy(() -> folder.socket("x".repeat(100)))
        .hasMessageContainingAll("bytes; the system allows", "XDG_RUNTIME_DIR");
  }

  @Test
  void without_a_runtime_folder_sockets_stand_in_a_private_temporary_one_and_a_link_is_refused()
      throws Exception {
    var temporary = Files.createDirectory(runtime.resolve("one"));
    var folder = of(home, Map.of("TMPDIR", temporary.toString()));
    var ours = temporary.resolve("reveille-" + System.getProperty("user.name"));
    assertThat(folder.socket("a.sock")).startsWithRaw(ours);
    assertThat(modeOf(ours)).isEqualTo("rwx------");

    var other = Files.createDirectory(runtime.resolve("two"));
    Files.createSymbolicLink(other.resolve(ours.getFileName()), ours);
    var misled = of(home, Map.of("TMPDIR", other.toString()));

    assertThatThrownBy(() -> misled.socket("a.sock"))
        .hasMessageContainingAll(ours.getFileName().toString(), "remove it");
  }

  private DataFolder of(Path jobFolder, Map<String, String> environment) {
    return DataFolder.of(jobFolder, null, user(environment));
  }

  private UserFolders user(Map<String, String> environment) {
    return new UserFolders(home, false, environment);
  }

  private static String modeOf(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  static final class ShortFolder implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
        throws IOException {
      return Files.createTempDirectory(Path.of("/tmp"), "r");
    }
  }
}
