package dev.reveille.activities.isolation;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** One place of the file tree inside, and the bubblewrap options that make it. */
record Mount(Path path, Kind kind, List<String> options) {

  /** In the order in which mounts of one path are made: the later one is what is seen. */
  enum Kind {
    LINK,
    EMPTY,
    READABLE,
    WRITABLE,
    PROTECTED,
    HIDDEN
  }

  /** Outer before inner, so that the inner one is what is seen. */
  static final Comparator<Mount> ORDER =
      Comparator.<Mount>comparingInt(mount -> mount.path().getNameCount())
          .thenComparing(Mount::kind);

  Mount {
    options = List.copyOf(options);
  }

  static Mount link(Path path, String target) {
    return new Mount(path, Kind.LINK, List.of("--symlink", target, path.toString()));
  }

  static Mount empty(Path path, int megabytes) {
    return new Mount(
        path,
        Kind.EMPTY,
        List.of("--size", String.valueOf((long) megabytes << 20), "--tmpfs", path.toString()));
  }

  static Mount readable(Path path) {
    return readable(path, path);
  }

  static Mount readable(Path source, Path path) {
    return new Mount(path, Kind.READABLE, List.of("--ro-bind", source.toString(), path.toString()));
  }

  static Mount writable(Path path) {
    return writable(path, path);
  }

  static Mount writable(Path source, Path path) {
    return new Mount(path, Kind.WRITABLE, List.of("--bind", source.toString(), path.toString()));
  }

  static Mount protectedFrom(Path path) {
    return new Mount(path, Kind.PROTECTED, List.of("--ro-bind", path.toString(), path.toString()));
  }

  /** A folder is seen empty; a file as a device that cannot be opened. */
  static Mount hidden(Path path, boolean folder) {
    return new Mount(
        path,
        Kind.HIDDEN,
        folder
            ? List.of("--size", "65536", "--tmpfs", path.toString())
            : List.of("--ro-bind", "/dev/null", path.toString()));
  }

  boolean contains(Path other) {
    return other.startsWith(path);
  }

  /** Whether what the host has below this path is seen below it, too. */
  boolean showsHost() {
    return kind == Kind.READABLE || kind == Kind.WRITABLE || kind == Kind.PROTECTED;
  }
}
