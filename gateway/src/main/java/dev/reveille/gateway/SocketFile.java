package dev.reveille.gateway;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A unix socket that only its owner can reach, in a folder that only its owner can look into. */
final class SocketFile {
  private static final Logger LOG = LoggerFactory.getLogger(SocketFile.class);
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  private final Path path;

  SocketFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  /**
   * Creates the socket and listens on it.
   *
   * @throws IOException when the path is too long, in use, or where others can look
   */
  ServerSocketChannel bind() throws IOException {
    checkLength();
    checkFolder();
    removeDead();
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(path));
      Files.setPosixFilePermissions(path, OWNER_FILE);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw new IOException("cannot listen on the socket " + path + ": " + e.getMessage(), e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn("The socket {} could not be removed: {}", path, e.toString());
    }
  }

  private void checkLength() throws IOException {
    // The address has room for 108 bytes on Linux, 104 on macOS, the closing NUL included.
    int limit = System.getProperty("os.name", "").startsWith("Mac") ? 103 : 107;
    int bytes = path.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > limit) {
      throw new IOException(
          "the socket path "
              + path
              + " has "
              + bytes
              + " bytes; the system allows "
              + limit
              + ": choose a shorter folder");
    }
  }

  private void checkFolder() throws IOException {
    Path folder = path.getParent();
    if (folder == null) {
      throw new IOException(path + " is no path of a socket");
    }
    if (!Files.exists(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
    }
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(folder);
    if (!OWNER_FOLDER.containsAll(mode)) {
      throw new IOException(
          "the folder "
              + folder
              + " of the gateway's socket has mode "
              + PosixFilePermissions.toString(mode)
              + ", so others could reach the gateway: chmod 700 it");
    }
  }

  /** Removes what a killed process left; never a socket on which somebody answers. */
  private void removeDead() throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther()) {
      throw new IOException(path + " is there and is no socket; choose another path or remove it");
    }
    if (answers()) {
      throw new IOException("another process listens on the socket " + path);
    }
    Files.delete(path);
  }

  private boolean answers() {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return channel.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }
}
