package dev.reveille.cli.drill;

import dev.reveille.domain.job.JobDefinition;
import dev.reveille.starter.files.JobDraft;
import dev.reveille.starter.files.JobDrafts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** The job that fails on purpose. It has no schedule on the server, and so no slot to be missed. */
final class DrillJob {
  static final String ID = "drill-of-alerts";

  private DrillJob() {}

  /** For the inbox of an owner; told to every channel there is. */
  static JobDefinition of(String owner, Path folder) {
    return JobDrafts.of(owner, folder)
        .add(
            JobDraft.named("Drill of the alerts")
                .with("id", ID)
                .cron("0 0 29 2 *", ZoneId.of("UTC"))
                .command(List.of("sh", "-c", "echo 'a drill: this fails on purpose'; exit 7"))
                .with("boot.timeout", Duration.ofSeconds(30))
                .with("execute.timeout", Duration.ofSeconds(30)))
        .read()
        .orThrow()
        .get(0)
        .definition();
  }
}
