package dev.reveille.cli.doctor;

import dev.reveille.cli.data.UserFolders;
import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.cli.text.Console;
import dev.reveille.cli.text.Style;
import dev.reveille.cli.text.Table;
import dev.reveille.domain.Json;
import dev.reveille.domain.Safe;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code doctor}: looks at machine and folder, and changes nothing. */
public final class Doctor {
  private Doctor() {}

  /**
   * Looks. Blocks for up to some seconds.
   *
   * @return the exit code: 1 when something cannot run at all
   */
  public static int run(Session session) throws IOException, InterruptedException {
    List<Check> checks = checks(session);
    boolean good = checks.stream().noneMatch(check -> check.state() == Check.State.BAD);
    Console console = session.console();
    if (console.json()) {
      console.document(
          Json.mapper()
              .createObjectNode()
              .put("good", good)
              .set("checks", Json.mapper().valueToTree(checks)));
    } else {
      print(console, checks);
    }
    return good ? 0 : Failure.FAILED;
  }

  /** In the order in which one has to be there for the next. */
  private static List<Check> checks(Session session) throws IOException, InterruptedException {
    List<Check> checks = new ArrayList<>();
    checks.add(MachineChecks.java());
    try {
      session.folder();
    } catch (Failure none) {
      checks.add(ServerCheck.program());
      checks.add(MachineChecks.isolation(session));
      checks.add(MachineChecks.keys(session.here().environment()));
      checks.add(Check.warn("job files", "no folder of jobs", String.valueOf(none.getMessage())));
      checks.add(MachineChecks.clock(Clock.systemUTC()));
      checks.add(MachineChecks.disk(UserFolders.of(session.here().environment()).data()));
      return checks;
    }
    FolderChecks folder = new FolderChecks(session, session.reading());
    checks.add(ServerCheck.of(session));
    checks.add(MachineChecks.isolation(session));
    checks.addAll(folder.jobs());
    checks.add(MachineChecks.clock(Clock.systemUTC()));
    checks.add(MachineChecks.disk(session.data().path()));
    checks.addAll(folder.channels());
    return checks;
  }

  private static void print(Console console, List<Check> checks) {
    Table table = new Table("", "CHECK", "FOUND");
    for (Check check : checks) {
      table.row(
          state(check), Table.Cell.of(check.check()), Table.Cell.of(Safe.line(check.found())));
    }
    console.say(table);
    List<Check> todo =
        checks.stream()
            .filter(check -> check.remedy() != null)
            .sorted(Comparator.comparing(Check::state).reversed())
            .toList();
    console.say("");
    if (todo.isEmpty()) {
      console.say("Nothing is lacking.");
      return;
    }
    console.say("What to do, in this order:");
    int number = 0;
    for (Check check : todo) {
      console.say(
          ++number + ". " + check.check() + ": " + Safe.line(String.valueOf(check.remedy())));
    }
  }

  private static Table.Cell state(Check check) {
    return switch (check.state()) {
      case GOOD -> new Table.Cell("good", Style.GOOD);
      case WARN -> new Table.Cell("lacks", Style.WARNING);
      case BAD -> new Table.Cell("bad", Style.BAD);
    };
  }
}
