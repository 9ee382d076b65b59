package dev.reveille.activities.place;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The right to use a login, of one turn at a time on this host: an agent that renews a login makes
 * the copy that another holds worthless. Kept by a lock on a file beside the login, so that it ends
 * with the worker.
 */
final class LoginClaim implements AutoCloseable {
  /** The system knows of locks between programs only, not of those within one. */
  private static final Set<Path> OURS = new HashSet<>();

  private static final int LONGEST_HOLDER = 500;

  private final Path mark;
  private final FileChannel channel;

  private LoginClaim(Path mark, FileChannel channel) {
    this.mark = mark;
    this.channel = channel;
  }

  /** A login that another turn uses. */
  static final class Taken extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param holder the run that has it; empty where it did not say
     */
    Taken(Path login, String holder) {
      super(
          "the login "
              + login
              + " is in use by "
              + (holder.isBlank() ? "another turn" : "the run " + holder)
              + "; turns that share a login go one after another");
    }
  }

  /**
   * Takes a login without waiting.
   *
   * @param holder told to whoever comes meanwhile
   */
  static LoginClaim take(Path login, String holder) throws Taken, IOException {
    Path real = login.toRealPath();
    Path mark = real.resolveSibling("." + real.getFileName() + ".reveille-lock");
    synchronized (OURS) {
      if (!OURS.add(mark)) {
        throw new Taken(login, read(mark));
      }
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              mark, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new Taken(login, read(mark));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
      return new LoginClaim(mark, channel);
    } catch (IOException | Taken e) {
      giveBack(mark, channel);
      throw e;
    }
  }

  /** Who has a login, in a sentence; empty when nobody has, or when that cannot be told. */
  static Optional<String> holder(Path login) {
    try {
      take(login, "").close();
      return Optional.empty();
    } catch (Taken e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    giveBack(mark, channel);
  }

  private static void giveBack(Path mark, @Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // The lock is the channel's, and ends with it however it ends.
    } finally {
      synchronized (OURS) {
        OURS.remove(mark);
      }
    }
  }

  private static String read(Path mark) {
    try {
      String holder = Files.readString(mark);
      return holder.substring(0, Math.min(holder.length(), LONGEST_HOLDER));
    } catch (IOException e) {
      return "";
    }
  }
}
