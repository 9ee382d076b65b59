package dev.reveille.cli.imports;

import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.domain.Safe;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.imports.ImportReport;
import dev.reveille.starter.imports.ImportedJob;
import dev.reveille.starter.imports.ImportedJob.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A crontab: the user's own, or a file.
 *
 * @param path of the file; null for the user's own, which the program crontab gives and takes
 * @param system whether a user stands in its lines
 */
record CrontabSource(String name, String text, @Nullable Path path, boolean system) {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String MARK = "# moved to reveille: ";

  static CrontabSource of(Session session, ImportOptions options, Problems problems)
      throws IOException, InterruptedException {
    String file = options.file();
    if (file == null) {
      return new CrontabSource("crontab", list(session), null, options.system());
    }
    Optional<String> text = SourceFile.read(session, file, problems);
    Path path = file.equals("-") ? null : session.here().directory().resolve(file).normalize();
    if (path == null && options.commentOut()) {
      throw Failure.usage("--comment-out: name the file; standard input cannot be changed");
    }
    boolean system =
        options.system()
            || (path != null
                && (path.equals(Path.of("/etc/crontab")) || path.startsWith("/etc/cron.d")));
    return new CrontabSource(file, text.orElse(""), path, system);
  }

  private static String list(Session session) throws IOException, InterruptedException {
    Program program = new Program(session.here().environment());
    Path crontab =
        program
            .onPath("crontab")
            .orElseThrow(
                () ->
                    Failure.usage(
                        "crontab is not on the PATH here: name a file, as in `reveille import"
                            + " crontab FILE`"));
    Program.Said said = program.ask(List.of(crontab.toString(), "-l"), "", LIMIT);
    if (said.code() != 0) {
      throw Failure.usage(
          "`crontab -l` ended with exit code "
              + said.code()
              + ": "
              + Safe.line(said.error())
              + "; name a file, as in `reveille import crontab FILE`");
    }
    return said.output();
  }

  /** Comments out the lines that have a job file now, after a copy of all was made. */
  void commentOut(ImportReport report, Path folder, Session session)
      throws IOException, InterruptedException {
    Set<Integer> moved = new HashSet<>();
    for (ImportedJob job : report.jobs()) {
      if (job.file() != null && job.outcome() != Outcome.HELD) {
        String[] parts = job.place().split(":");
        moved.add(Integer.parseInt(parts[parts.length - 2]));
      }
    }
    if (moved.isEmpty()) {
      session.console().tell("no line of " + name + " was commented out: none has a job file");
      return;
    }
    List<String> lines = new ArrayList<>();
    List<String> before = text.lines().toList();
    for (int i = 0; i < before.size(); i++) {
      lines.add(moved.contains(i + 1) ? MARK + before.get(i) : before.get(i));
    }
    String after = String.join("\n", lines) + "\n";
    Path copy = copy(path == null ? folder.resolve("crontab") : path);
    if (path == null) {
      install(after, session);
    } else {
      Path half = Files.createTempFile(path.toAbsolutePath().getParent(), ".crontab", ".tmp");
      Files.writeString(half, after);
      Files.setPosixFilePermissions(half, Files.getPosixFilePermissions(path));
      Files.move(half, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    session
        .console()
        .tell(
            moved.size()
                + (moved.size() == 1 ? " line of " : " lines of ")
                + name
                + " commented out; what it was stands in "
                + copy);
  }

  /** A copy that takes no earlier one's place. */
  private Path copy(Path of) throws IOException {
    for (int i = 1; ; i++) {
      Path copy =
          of.resolveSibling(of.getFileName() + ".before-reveille" + (i == 1 ? "" : "-" + i));
      if (!Files.exists(copy)) {
        Files.createFile(
            copy,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(copy, text, StandardOpenOption.TRUNCATE_EXISTING);
        return copy;
      }
    }
  }

  private static void install(String text, Session session)
      throws IOException, InterruptedException {
    Program program = new Program(session.here().environment());
    Path crontab = program.onPath("crontab").orElseThrow();
    Program.Said said = program.ask(List.of(crontab.toString(), "-"), text, LIMIT);
    if (said.code() != 0) {
      throw Failure.failed(
          "crontab did not take the changed lines: "
              + Safe.line(said.error())
              + "; it is as it was",
          null);
    }
  }
}
