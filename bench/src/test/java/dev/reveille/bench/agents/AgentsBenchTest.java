package dev.reveille.bench.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentsBenchTest {
  @Test
  void medians_and_the_worst_are_told_and_a_program_that_is_never_ready_has_a_dash() {
    Map<String, List<Booted>> all = new LinkedHashMap<>();
    all.put(
        "quick", List.of(booted(30, 400.0, 500), booted(40, 600.0, 900), booted(50, 500.0, 700)));
    all.put("silent", List.of(new Booted(Map.of(), null, 9_000, 512 << 20)));

    assertThat(AgentsBench.whole(all).toString())
        .contains("| quick  | 500")
        .contains("| 700 ")
        .containsPattern("\\| silent \\| – +\\| – +\\| 9000 +\\| 9000 +\\| 512 +\\| 512 ");
    assertThat(AgentsBench.byStage(all).toString())
        .containsPattern("\\| quick \\| spawn +\\| 40 +\\| 50 ")
        .doesNotContain("silent");
  }

  private static Booted booted(double spawn, Double ready, double asked) {
    return new Booted(Map.of("spawn", spawn), ready, asked, 100 << 20);
  }
}
