package dev.reveille.cli.jobs;

import dev.reveille.cli.text.Spans;
import dev.reveille.cli.text.Style;
import dev.reveille.cli.text.Table;
import dev.reveille.domain.boothealth.BootHealth;
import dev.reveille.domain.boothealth.BootJudge;
import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.job.AgentProfile;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.runlog.BootReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the boots of jobs stand, each agent and target of them looked at once. */
final class BootStanding {
  private static final int BOOTS = 500;

  private final BootReader boots;
  private final Instant now;
  private final Set<String> jobs;
  private final Map<List<String>, Optional<BootHealth>> known = new HashMap<>();

  /**
   * @param jobs there are, by id; the limits of others count no more
   */
  BootStanding(BootReader boots, Instant now, Set<String> jobs) {
    this.boots = boots;
    this.now = now;
    this.jobs = jobs;
  }

  /** On the host that booted last; empty for a command, and where no boot is known. */
  Optional<BootHealth> of(@Nullable JobDefinition job) {
    AgentProfile agent = job == null ? null : job.agent();
    return job == null || agent == null
        ? Optional.empty()
        : known.computeIfAbsent(
            List.of(job.owner(), agent.name(), job.target().toString()), this::look);
  }

  private Optional<BootHealth> look(List<String> of) {
    BootReader.Query newest =
        new BootReader.Query(of.get(0), of.get(1), of.get(2), null, null, null, null, 1);
    List<BootSample> last = boots.samples(newest);
    if (last.isEmpty()) {
      return Optional.empty();
    }
    BootReader.Series series = BootReader.Series.of(last.get(0));
    boolean warned = boots.lastJudged(series) == BootReader.Judged.NEAR_LIMIT;
    return BootJudge.judge(
        boots.thinned(series, now.minus(BootJudge.WINDOW), BOOTS), now, warned, jobs::contains);
  }

  /** P95 and its share of the limit; with the pace, where it grows. */
  static Table.Cell cell(@Nullable BootHealth health) {
    if (health == null) {
      return Table.Cell.of("–");
    }
    Double perDay = health.growthPerDay();
    String text =
        Spans.of(health.p95Millis())
            + " ("
            + Math.round(100.0 * health.p95Millis() / health.limitMillis())
            + " %)"
            + (perDay == null ? "" : String.format(Locale.ROOT, " +%.1f %%/d", perDay * 100));
    return new Table.Cell(text, health.isNearLimit() ? Style.WARNING : null);
  }
}
