package dev.reveille.starter.files;

import dev.reveille.starter.files.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * One digest of everything in a folder that its reading depends on. Contents are read again only
 * where size or times of a file changed. For one thread.
 */
final class FolderDigest {
  private static final int MOST_BYTES = 4 << 20;

  private record Seen(String stamp, String content) {}

  private final Path folder;
  private Map<Path, Seen> seen = new HashMap<>();

  FolderDigest(Path folder) {
    this.folder = folder;
  }

  String now() {
    List<Path> files =
        new ArrayList<>(
            List.of(
                folder.resolve(JobFiles.SETTINGS),
                folder.resolve("reveille.yml"),
                folder.resolve(".env")));
    Problems problems = new Problems();
    JobFiles.Found found = JobFiles.of(folder, problems);
    files.addAll(found.jobs());
    files.addAll(found.schemas());
    StringBuilder all = new StringBuilder();
    problems.sorted().forEach(problem -> all.append(problem.text()).append('\n'));
    Map<Path, Seen> current = new HashMap<>();
    for (Path file : files) {
      Seen last = seen.get(file);
      String stamp = stamp(file);
      Seen now = last != null && last.stamp().equals(stamp) ? last : new Seen(stamp, content(file));
      current.put(file, now);
      all.append(file).append(' ').append(now.content()).append('\n');
    }
    seen = current;
    return hex(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes real = Files.readAttributes(file, BasicFileAttributes.class);
      String changed =
          file.getFileSystem().supportedFileAttributeViews().contains("unix")
              ? Files.getAttribute(file, "unix:ctime").toString()
              : "";
      return real.size() + " " + real.lastModifiedTime() + " " + real.fileKey() + " " + changed;
    } catch (IOException e) {
      return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? "unreadable" : "absent";
    }
  }

  /** The digest of the content and of who may read it, which decides over {@code .env}. */
  private static String content(Path file) {
    if (!Files.isRegularFile(file)) {
      return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? "no file" : "absent";
    }
    try (InputStream in = Files.newInputStream(file)) {
      String permissions =
          file.getFileSystem().supportedFileAttributeViews().contains("posix")
              ? Files.getPosixFilePermissions(file).stream().sorted().toList().toString()
              : "";
      return hex(in.readNBytes(MOST_BYTES)) + permissions;
    } catch (IOException e) {
      return "unreadable";
    }
  }

  private static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
