package example;

import dev.reveille.starter.ReveilleClient;
import dev.reveille.starter.RunFailed;
import dev.reveille.starter.RunHandle;
import dev.reveille.starter.RunResult;
import dev.reveille.starter.files.JobDraft;
import dev.reveille.starter.files.JobDrafts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** Schedules two jobs of its own, starts them and any others it is told of, and says how it went. */
public final class Greeter {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final ReveilleClient reveille;

  private Greeter(ReveilleClient reveille) {
    this.reveille = reveille;
  }

  /** Takes the address and the namespace of a Temporal server, and the ids of jobs it has. */
  public static void main(String[] args) {
    try (ReveilleClient reveille = ReveilleClient.connect(args[0], args[1])) {
      reveille.prepare();
      Greeter greeter = new Greeter(reveille);
      greeter.schedule();
      greeter.start("greeting");
      greeter.start("broken");
      for (String job : List.of(args).subList(2, args.length)) {
        greeter.start(job);
      }
    }
  }

  private void schedule() {
    JobDrafts jobs =
        JobDrafts.of("greeter", Path.of(""))
            .add(nightly("Greeting", "echo", "Good evening."))
            .add(nightly("Broken", "sh", "-c", "exit 3"));
    reveille
        .jobs()
        .apply(jobs.read().orThrow(), "greeter", true)
        .results()
        .forEach(result -> System.out.println(result.text()));
  }

  private static JobDraft nightly(String name, String... argv) {
    return JobDraft.named(name)
        .cron("0 22 * * *", ZoneId.of("Europe/Berlin"))
        .command(List.of(argv));
  }

  private void start(String job) {
    RunHandle run = reveille.jobs().start(job);
    try {
      RunResult result = run.await(LIMIT);
      System.out.println(job + ": " + result.verdict() + " " + result.evidence());
      System.out.println(result.output().text().strip());
    } catch (RunFailed failed) {
      System.out.println(job + ": " + failed.type() + ". " + failed.remedy());
    }
  }
}
