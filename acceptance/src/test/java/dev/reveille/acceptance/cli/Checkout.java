package dev.reveille.acceptance.cli;

import dev.reveille.drill.DrillCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A clone as a reader has it, built, with {@code reveille} on the path as an archive has it, and
 * with doubles of programs that are not ours.
 *
 * @param root holds the clone, and the programs beside it
 */
record Checkout(Path root) {
  private static final Path OPENCLAW = Path.of("src/test/resources/docs/openclaw");

  /**
   * Makes it.
   *
   * @param providers the section of that name for its settings
   */
  static Checkout in(Path root, String providers) throws IOException {
    Checkout checkout = new Checkout(root);
    Path clone = Files.createDirectories(checkout.folder());
    Files.copy(Clone.launcher(), clone.resolve("reveille"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createSymbolicLink(clone.resolve("pom.xml"), Clone.root().resolve("pom.xml"));
    Trees.copy(Clone.root().resolve("examples"), clone.resolve("examples"));
    Path settings = clone.resolve("examples/reveille.yaml");
    Files.writeString(
        settings, Files.readString(settings).replace("\nproviders:\n", "\n" + providers));
    Path dist = Files.createDirectories(clone.resolve("cli/target")).resolve("dist");
    link(Clone.root().resolve("cli/target/dist"), dist);
    checkout.programs();
    return checkout;
  }

  Path folder() {
    return root.resolve("reveille");
  }

  String path() {
    return root.resolve("bin") + ":" + Map.copyOf(System.getenv()).getOrDefault("PATH", "");
  }

  private void programs() throws IOException {
    Path bin = Files.createDirectory(root.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("reveille"), folder().resolve("reveille"));
    Files.createSymbolicLink(bin.resolve("openclaw"), OPENCLAW.toAbsolutePath());
    // In the place of Codex: one that asks its model once.
    Path codex =
        Files.writeString(
            bin.resolve("codex"),
            "#!/bin/sh\nexec "
                + DrillCommand.of("oneshot").stream().collect(Collectors.joining("' '", "'", "'"))
                + " \"$2\"\n");
    Files.setPosixFilePermissions(codex, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /**
   * Files, since a link to a folder leads nowhere in the box of a program, with the launcher's
   * archives of classes, which hold for jars that are linked. Copies where links cannot be made.
   */
  private static void link(Path from, Path to) throws IOException {
    boolean sameDisk = Files.getFileStore(from).equals(Files.getFileStore(to.getParent()));
    List<Path> below;
    try (Stream<Path> all = Files.walk(from)) {
      below = all.toList();
    }
    for (Path each : below) {
      Path here = to.resolve(from.relativize(each).toString());
      if (Files.isDirectory(each)) {
        Files.createDirectory(here);
      } else if (sameDisk) {
        Files.createLink(here, each);
      } else if (!each.toString().endsWith(".jsa")) {
        Files.copy(each, here, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    // An archive that is older than its folder would be made anew.
    for (Path each : below.stream().filter(Files::isDirectory).toList()) {
      Path here = to.resolve(from.relativize(each).toString());
      Files.setLastModifiedTime(here, Files.getLastModifiedTime(each));
    }
  }
}
