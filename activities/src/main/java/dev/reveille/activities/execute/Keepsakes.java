package dev.reveille.activities.execute;

import dev.reveille.domain.contract.Contract;
import dev.reveille.domain.contract.Work.FileSeen;
import dev.reveille.domain.run.Artifact;
import dev.reveille.domain.run.RunKey;
import dev.reveille.runlog.RunLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps, with a run's record, the files that its contract names and that this run wrote, since
 * those who wait for its result may be served by another host, and after the workspace is gone. To
 * be used once no process of the run is left that could lay something else in a file's place.
 */
final class Keepsakes {
  private static final Logger LOG = LoggerFactory.getLogger(Keepsakes.class);
  private static final int MOST_FILES = 10;
  private static final int MOST_BYTES = 2 << 20;
  private static final int MOST_BYTES_IN_ALL = 5 << 20;

  private final RunLog log;
  private final RunKey key;
  private final int attempt;
  private final Clock clock;
  private int room = MOST_BYTES_IN_ALL;

  Keepsakes(RunLog log, RunKey key, int attempt, Clock clock) {
    this.log = log;
    this.key = key;
    this.attempt = attempt;
    this.clock = clock;
  }

  /** Keeps what was written since; what cannot be read is left out. Blocks on the file system. */
  void keep(Contract contract, Path workspace, Instant since) {
    Map<String, FileSeen> written = new TreeMap<>();
    try {
      for (Contract.Files rule : contract.files()) {
        WorkspaceFiles.matching(workspace, rule.glob()).stream()
            .filter(file -> !file.modifiedAt().isBefore(since))
            .forEach(file -> written.put(file.path(), file));
      }
      for (FileSeen file : written.values().stream().limit(MOST_FILES).toList()) {
        keep(workspace, file);
      }
    } catch (IOException e) {
      LOG.warn("{}: its files cannot be kept: {}", key, e.getMessage());
    }
  }

  private void keep(Path workspace, FileSeen file) {
    byte[] content = {};
    try {
      if (file.bytes() <= Math.min(room, MOST_BYTES)) {
        content = read(workspace, Path.of(file.path()), (int) file.bytes());
        room -= content.length;
      }
    } catch (IOException e) {
      LOG.warn("{}: {} cannot be kept: {}", key, file.path(), e.getClass().getSimpleName());
      return;
    }
    log.artifact(new Artifact(key, attempt, file.path(), file.bytes(), content, clock.instant()));
  }

  private static byte[] read(Path workspace, Path file, int most) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(most);
    try (SeekableByteChannel channel = open(workspace, file)) {
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        continue;
      }
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /** Step by step, so that no folder on the way can be a link either. */
  private static SeekableByteChannel open(Path folder, Path file) throws IOException {
    Set<OpenOption> reading = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    DirectoryStream<Path> first = Files.newDirectoryStream(folder);
    if (!(first instanceof SecureDirectoryStream<Path> here)) {
      first.close();
      return Files.newByteChannel(folder.resolve(file), reading);
    }
    try {
      for (int step = 0; step < file.getNameCount() - 1; step++) {
        SecureDirectoryStream<Path> next =
            here.newDirectoryStream(file.getName(step), LinkOption.NOFOLLOW_LINKS);
        here.close();
        here = next;
      }
      return here.newByteChannel(file.getFileName(), reading);
    } finally {
      here.close();
    }
  }
}
