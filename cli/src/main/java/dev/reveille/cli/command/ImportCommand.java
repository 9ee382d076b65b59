package dev.reveille.cli.command;

import dev.reveille.cli.imports.ImportOptions;
import dev.reveille.cli.imports.Importing;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    sortOptions = false,
    description = "Write another scheduler's jobs as job files, and say what could not carry over.",
    subcommands = {ImportCommand.OpenClaw.class, ImportCommand.Crontab.class})
final class ImportCommand extends ReveilleCommand {
  @Override
  int run(Session session) {
    throw Failure.usage("import from what? (expected: import openclaw, or import crontab)");
  }

  /** What both take. */
  abstract static class From extends ReveilleCommand {
    @Option(names = "--paused", description = "begin each schedule paused, until `resume JOB`")
    boolean paused;

    @Option(
        names = "--check",
        description = "write nothing; show what would be, and the next ten due times")
    boolean check;

    @Option(
        names = "--from",
        paramLabel = "TIME",
        description = "with --check: the time to begin with, such as 2027-03-20T00:00:00Z (now)")
    @Nullable String from;

    @Option(
        names = "--days",
        paramLabel = "N",
        description = "with --check: compare so many days instead of ten due times")
    @Nullable Integer days;

    @Option(names = "--agent", paramLabel = "NAME", description = "profile that takes agent turns")
    @Nullable String agent;

    @Option(
        names = "--model",
        paramLabel = "PROVIDER/MODEL",
        description = "of agent turns that name none")
    @Nullable String model;

    @Option(
        names = "--tz",
        paramLabel = "ZONE",
        description = "of jobs that name none (this machine's)")
    @Nullable String zone;
  }

  @Command(
      name = "openclaw",
      sortOptions = false,
      description = "OpenClaw's jobs: of a file, or of the OpenClaw on this machine.")
  static final class OpenClaw extends From {
    @Parameters(
        index = "0",
        arity = "0..1",
        paramLabel = "FILE",
        description =
            "what `openclaw cron list --all --json` printed, or a legacy jobs.json; - for standard"
                + " input")
    @Nullable String file;

    @Option(
        names = "--workspace",
        paramLabel = "DIR",
        description = "of agent turns (a fresh folder each)")
    @Nullable String workspace;

    @Override
    int run(Session session) throws Exception {
      return Importing.openclaw(
          session,
          new ImportOptions(
              file, paused, check, from, days, agent, model, workspace, zone, false, false, false));
    }
  }

  @Command(
      name = "crontab",
      sortOptions = false,
      description = "A crontab's lines: of a file, or of `crontab -l`.")
  static final class Crontab extends From {
    @Parameters(
        index = "0",
        arity = "0..1",
        paramLabel = "FILE",
        description = "a crontab; - for standard input")
    @Nullable String file;

    @Option(
        names = "--agent-turns",
        description = "make agent turns of `claude -p`, `codex exec` and the like")
    boolean agentTurns;

    @Option(
        names = "--system",
        description = "a user stands in each line, as in /etc/crontab and /etc/cron.d")
    boolean system;

    @Option(
        names = "--comment-out",
        description = "comment the imported lines out, and keep a copy of what was there")
    boolean commentOut;

    @Override
    int run(Session session) throws Exception {
      return Importing.crontab(
          session,
          new ImportOptions(
              file,
              paused,
              check,
              from,
              days,
              agent,
              model,
              null,
              zone,
              agentTurns,
              system,
              commentOut));
    }
  }
}
