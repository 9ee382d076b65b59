package dev.reveille.activities.record;

import dev.reveille.domain.contract.Contract;
import dev.reveille.domain.contract.ContractJudge;
import dev.reveille.domain.contract.Work;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.run.Finding;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunView;
import dev.reveille.domain.run.Trigger;
import dev.reveille.domain.volume.GoodRun;
import dev.reveille.domain.volume.Lineage;
import dev.reveille.domain.volume.Occasion;
import dev.reveille.domain.volume.VolumeJudge;
import dev.reveille.domain.volume.VolumeRule;
import dev.reveille.domain.volume.Volumes;
import dev.reveille.runlog.RunLog;
import dev.reveille.workflows.RecordActivity.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run's volume: held against its job's past, and added to it where the run is good. */
final class VolumeCheck {
  private final JobDefinition definition;
  private final List<VolumeRule> rules;
  private final RunView run;
  private final Volumes volumes;

  private VolumeCheck(
      JobDefinition definition, List<VolumeRule> rules, RunView run, Volumes volumes) {
    this.definition = definition;
    this.rules = rules;
    this.run = run;
    this.volumes = volumes;
  }

  /** The check; null for a job that asks for none, which then costs nothing. */
  static @Nullable VolumeCheck of(JobDefinition definition, @Nullable RunView run, Work work) {
    List<VolumeRule> rules = VolumeRule.of(definition.expect());
    return rules.isEmpty() || run == null
        ? null
        : new VolumeCheck(definition, rules, run, volumes(definition, work));
  }

  List<Finding> findings(List<GoodRun> past) {
    Occasion occasion =
        new Occasion(run.due(), definition.schedule().tz(), run.trigger() == Trigger.MANUAL);
    return VolumeJudge.judge(rules, volumes, occasion, past);
  }

  /** An idle run is good, and no measure for others. */
  boolean teaches(Verdict verdict) {
    return verdict.type() == null
        && verdict.findings().stream()
            .noneMatch(finding -> finding.code().equals(ContractJudge.IDLE));
  }

  void keep(RunLog log, RunKey key) {
    log.goodRun(key, definition.id(), Lineage.of(definition), new GoodRun(run.due(), volumes));
  }

  private static Volumes volumes(JobDefinition definition, Work work) {
    return new Volumes(
        work.outputBytes(),
        items(Contract.of(definition.expect()), work),
        work.agentTurn() ? (long) work.tools().returned() : null,
        work.spent().tokens(),
        work.millis());
  }

  /** Those that count for the contract; null where it asks for none, or nobody could look. */
  private static @Nullable Long items(Contract contract, Work work) {
    if (contract.files().isEmpty() || work.files().isEmpty()) {
      return null;
    }
    return contract.files().stream()
        .mapToLong(
            rule ->
                work.files().getOrDefault(rule.glob(), List.of()).stream()
                    .filter(file -> !rule.fresh() || !file.modifiedAt().isBefore(work.bootedAt()))
                    .filter(file -> rule.sized(file.bytes()))
                    .count())
        .sum();
  }
}
