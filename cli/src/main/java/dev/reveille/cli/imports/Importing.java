package dev.reveille.cli.imports;

import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.starter.files.problem.Problem;
import dev.reveille.starter.files.problem.Problems;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.SourceText;
import dev.reveille.starter.imports.Draft;
import dev.reveille.starter.imports.Ground;
import dev.reveille.starter.imports.ImportReport;
import dev.reveille.starter.imports.ImportedJob.Outcome;
import dev.reveille.starter.imports.Missing;
import dev.reveille.starter.imports.Placing;
import dev.reveille.starter.imports.ProviderHint;
import dev.reveille.starter.imports.Wishes;
import dev.reveille.starter.imports.crontab.CrontabImport;
import dev.reveille.starter.imports.openclaw.OpenClawImport;
import dev.reveille.starter.imports.openclaw.TheirSchedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code import}: reads the other scheduler's jobs, writes ours, and says what became of all. */
public final class Importing {
  private final Session session;
  private final ImportOptions options;
  private final Problems problems = new Problems();

  private Importing(Session session, ImportOptions options) {
    this.session = session;
    this.options = options;
  }

  /** OpenClaw's jobs. Returns the exit code: 1 where a job could not be written. */
  public static int openclaw(Session session, ImportOptions options)
      throws IOException, InterruptedException {
    return new Importing(session, options).openclaw();
  }

  /** A crontab's lines. Returns the exit code likewise. */
  public static int crontab(Session session, ImportOptions options)
      throws IOException, InterruptedException {
    return new Importing(session, options).crontab();
  }

  private int openclaw() throws IOException, InterruptedException {
    Path folder = Destination.folder(session);
    Wishes wishes = Destination.wishes(options);
    Optional<OpenClawInstalled> installed = Optional.empty();
    String name = options.file() == null ? "openclaw" : options.file();
    Optional<String> text;
    if (options.file() == null) {
      Program program = new Program(session.here().environment());
      installed = OpenClawInstalled.find(program);
      OpenClawInstalled openclaw = installed.orElseThrow(OpenClawInstalled::absent);
      session.console().progress("asking " + openclaw.path() + " for its jobs");
      text = Optional.of(openclaw.jobs());
    } else {
      text = SourceFile.read(session, name, problems);
    }
    Optional<Node> root = text.flatMap(it -> SourceText.foreignJson(name, it, problems));
    refuseErrors();
    OpenClawImport source =
        OpenClawImport.of(
            root.orElseThrow(() -> Failure.usage(name + ": there is nothing in it")), problems);
    refuseErrors();
    boolean first = !Ground.hasSettings(folder);
    Map<String, ProviderHint> hints =
        first && installed.isPresent() ? installed.get().providers() : Map.of();
    String model =
        first && installed.isPresent() ? installed.get().usualModel().orElse(null) : null;
    Ground ground =
        Destination.ground(folder, source.providers(), hints, wishes, "openclaw", model, problems);
    refuseErrors();
    Missing missing = new Missing(hints);
    List<Draft> drafts = source.drafts(ground, wishes, missing);
    ImportReport report =
        Placing.place(OpenClawImport.FROM, ground, drafts, missing, !options.check());
    return tell(report, ground, options.check() ? source.schedules(wishes.zone()) : Map.of());
  }

  private int crontab() throws IOException, InterruptedException {
    Path folder = Destination.folder(session);
    Wishes wishes = Destination.wishes(options);
    CrontabSource crontab = CrontabSource.of(session, options, problems);
    refuseErrors();
    CrontabImport source =
        CrontabImport.of(crontab.name(), crontab.text(), crontab.system(), problems);
    Ground ground =
        Destination.ground(
            folder,
            source.providers(),
            Map.of(),
            wishes,
            Destination.agentFor(source.providers()),
            null,
            problems);
    refuseErrors();
    Missing missing = new Missing(Map.of());
    List<Draft> drafts =
        source.drafts(
            ground,
            wishes,
            missing,
            session.here().environment().getOrDefault("HOME", "/"),
            System.getProperty("user.name", ""),
            options.agentTurns());
    ImportReport report =
        Placing.place(CrontabImport.FROM, ground, drafts, missing, !options.check());
    int code = tell(report, ground, Map.of());
    if (options.commentOut() && !options.check()) {
      crontab.commentOut(report, folder, session);
    }
    return code;
  }

  private int tell(ImportReport report, Ground ground, Map<String, TheirSchedule> schedules)
      throws IOException, InterruptedException {
    DueCheck.Result due = new DueCheck.Result("", Map.of());
    if (options.check()) {
      Program program = new Program(session.here().environment());
      due = DueCheck.of(report, schedules, Destination.span(options), program);
    }
    new ReportPrint(session.console(), options.check())
        .print(report, ground, problems.sorted(), due);
    boolean differs = due.pairs().values().stream().anyMatch(DueCheck.Pair::differsForNoReason);
    return report.count(Outcome.HELD) > 0 || differs ? Failure.FAILED : 0;
  }

  /** Nothing is imported from, or into, what cannot be read. */
  private void refuseErrors() {
    List<Problem> errors = problems.sorted().stream().filter(Problem::isError).toList();
    if (!errors.isEmpty()) {
      errors.forEach(problem -> session.console().note(problem.text()));
      throw Failure.usage(
          "nothing was imported: "
              + (errors.size() == 1 ? "the error above comes" : "the errors above come")
              + " first");
    }
  }
}
