package dev.reveille.cli.session;

import dev.reveille.cli.data.DataFolder;
import dev.reveille.cli.data.UserFolders;
import dev.reveille.cli.temporal.InvalidTarget;
import dev.reveille.cli.temporal.NoServer;
import dev.reveille.cli.temporal.TargetFlags;
import dev.reveille.cli.temporal.TemporalTarget;
import dev.reveille.cli.text.Console;
import dev.reveille.runlog.ReadableRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.starter.files.FolderReading;
import dev.reveille.starter.files.JobFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One command under way: what it was told, and what it finds. Everything is looked up when it is
 * first asked for, so that a command pays for no more than it needs. For one thread.
 */
public final class Session {
  private static final String RUN_LOG_URL = "REVEILLE_RUNLOG_URL";

  private final Surroundings here;
  private final Flags flags;
  private final Console console;
  private @Nullable Path folder;

  public Session(Surroundings here, Flags flags) {
    this.here = here;
    this.flags = flags;
    this.console =
        new Console(
            here.out(),
            here.err(),
            flags.json(),
            here.colours(),
            here.errTerminal(),
            here.columns());
  }

  public Console console() {
    return console;
  }

  public Surroundings here() {
    return here;
  }

  public Flags flags() {
    return flags;
  }

  /** The job folder; says so where it is not one that the user named or stands in. */
  public Path folder() {
    Path known = folder;
    if (known != null) {
      return known;
    }
    JobFolders.Choice choice = JobFolders.choose(here, flags);
    choice.remark().ifPresent(console::note);
    folder = choice.folder();
    return choice.folder();
  }

  /** Reads the job folder. Blocks on the file system. */
  public FolderReading reading() {
    return JobFolder.read(folder());
  }

  /** The data folder; need not exist. */
  public DataFolder data() {
    Path given = flags.data();
    Path place = given == null ? null : here.directory().resolve(given);
    Path of = given == null ? folder() : here.directory();
    return DataFolder.of(of, place, UserFolders.of(here.environment()));
  }

  public TargetFlags targetFlags() {
    return new TargetFlags(flags.address(), flags.namespace());
  }

  /** The server that the flags or the profile name; else the folder's running {@code up}. */
  public TemporalTarget target() throws InvalidTarget, NoServer, IOException {
    Optional<TemporalTarget> given = TemporalTarget.given(targetFlags(), here.environment());
    return given.isPresent()
        ? given.get()
        : TemporalTarget.forCommand(targetFlags(), here.environment(), data());
  }

  /** Where the run log is: in the data folder, or where {@value #RUN_LOG_URL} says. */
  public RunLogSettings runLogSettings() {
    String url = here.environment().getOrDefault(RUN_LOG_URL, "");
    return RunLogSettings.of(data().path(), url.isEmpty() ? null : url, here.environment());
  }

  /** The run log, to read; says so where there is none yet. */
  public ReadableRunLog runLog() {
    ReadableRunLog log = RunLogs.openToRead(runLogSettings());
    log.notice().ifPresent(console::note);
    return log;
  }

  /** Whose jobs these are; null where no folder says so, as with {@code --address} alone. */
  public @Nullable String owner() {
    try {
      return reading().settings().owner();
    } catch (Failure noFolder) {
      return null;
    }
  }
}
