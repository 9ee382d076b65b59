package dev.reveille.cli.gate;

import dev.reveille.domain.boothealth.HostFacts;
import dev.reveille.domain.gate.Boot;
import dev.reveille.domain.job.JobDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A host whose agents boot as a test says. */
final class ScriptedBoots implements Boots, Turns {
  final List<String> order = new ArrayList<>();
  final List<JobDefinition> turned = new ArrayList<>();
  private final Map<String, String> hanging = new HashMap<>();
  private final Map<String, Integer> slowed = new HashMap<>();
  int cores = 4;
  int toolsReturned = 1;
  String version = "1.0.0";

  void hangs(String target, String stage) {
    hanging.put(target, stage);
  }

  void slow(String target, String stage, int times) {
    slowed.put(target + " " + stage, times);
  }

  @Override
  public Sampled boot(JobDefinition definition, @Nullable Build build) {
    String target = definition.target().toString();
    order.add(target);
    String hung = hanging.get(target);
    Boot boot =
        hung == null
            ? ready(target)
            : Boot.hung(60_000, Map.of("spawn", 20L), hung, "hung in " + hung);
    HostFacts facts =
        new HostFacts(
            cores, null, null, 0.5, null, null, null, null, null, null, null, "Linux 6.1", null);
    return new Sampled(boot, version, "desk", facts);
  }

  private Boot ready(String target) {
    Map<String, Long> stages = new LinkedHashMap<>();
    long total = 0;
    for (String stage : List.of("spawn", "context", "tools")) {
      long usual = 100L + order.size() % 7;
      long took = usual * slowed.getOrDefault(target + " " + stage, 1);
      stages.put(stage, took);
      total += took;
    }
    return Boot.ready(total, stages);
  }

  @Override
  public Turn turn(JobDefinition definition, @Nullable Build build) {
    turned.add(definition);
    return new Turn("mine", definition.id() + "-1", "OK", "Done.", toolsReturned);
  }
}
