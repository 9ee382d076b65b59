package dev.reveille.cli.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A private folder for the unix sockets of one data folder.
 *
 * <p>A socket address has room for 108 bytes on Linux and 104 on macOS, the closing NUL included;
 * data folders are often longer, so sockets stand in the runtime folder, else in the temporary one.
 */
final class SocketFolder {
  private final Path folder;
  private final int limit;

  private SocketFolder(Path folder, int limit) {
    this.folder = folder;
    this.limit = limit;
  }

  static SocketFolder of(UserFolders user, String key) throws IOException {
    var limit = user.mac() ? 103 : 107;
    var runtime = user.runtime().filter(Files::isWritable);
    if (runtime.isPresent()) {
      var folder = runtime.get().resolve("reveille").resolve(key);
      PrivateFolder.create(folder);
      return new SocketFolder(folder, limit);
    }
    var temporary = Path.of(user.environment().getOrDefault("TMPDIR", "/tmp"));
    var ours = temporary.resolve("reveille-" + System.getProperty("user.name", "user"));
    PrivateFolder.createAmongOthers(ours);
    PrivateFolder.create(ours.resolve(key));
    return new SocketFolder(ours.resolve(key), limit);
  }

  Path path() {
    return folder;
  }

  Path socket(String name) throws IOException {
    var socket = folder.resolve(name);
    var bytes = socket.toString().getBytes(UTF_8).length;
    if (bytes > limit) {
      throw new IOException(
          "the socket path "
              + socket
              + " has "
              + bytes
              + " bytes; the system allows "
              + limit
              + ": set XDG_RUNTIME_DIR to a shorter folder");
    }
    return socket;
  }
}
