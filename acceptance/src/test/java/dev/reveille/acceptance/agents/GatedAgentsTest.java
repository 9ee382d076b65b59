package dev.reveille.acceptance.agents;

import static dev.reveille.acceptance.cli.GateCall.cell;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.activities.agents.KnownAgent;
import dev.reveille.domain.boothealth.BootSample;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two versions of an agent from npm, side by side. The older one is half a gigabyte that no other
 * test needs, so only with {@code -Dreveille.live=agents}.
 */
@EnabledIfSystemProperty(named = "reveille.live", matches = "agents")
class GatedAgentsTest {
  private static final KnownAgent CLAUDE = KnownAgent.CLAUDE;
  private static final String OLDER = "0.99.1";

  @TempDir Path folder;

  @Test
  void a_version_is_held_against_another_in_turn_and_does_a_turn_by_itself() throws Exception {
    Path agents = InstalledAgents.folder();
    InstalledAgents.install(agents.resolve("node"), "node@24");
    for (String version : List.of(CLAUDE.defaultVersion(), OLDER)) {
      InstalledAgents.install(
          agents.resolve(CLAUDE.folder()).resolve(version), CLAUDE.npmPackage() + "@" + version);
    }
    try (Roster roster = new Roster(folder)) {
      Scenario.PINNED.add(roster, RealAgent.CLAUDE);
      try (Barracks barracks = new Barracks(roster)) {
        barracks.settled(RealAgent.CLAUDE.job(Scenario.PINNED));

        JsonNode report = barracks.gate().run(0, "--against", "claude@" + OLDER, "--samples", "3");

        assertThat(report.path("against").asText()).isEqualTo("claude@0.99.1, in turn");
        for (String target : List.of("isolated", "main")) {
          assertThat(cell(report, target).at("/now/ready").asInt()).as("%s", report).isEqualTo(3);
          assertThat(cell(report, target).at("/before/ready").asInt())
              .as("%s", report)
              .isEqualTo(3);
        }
        assertThat(report.at("/turns/0/verdict").asText()).as("%s", report).isEqualTo("OK");
        assertThat(report.at("/turns/0/toolsReturned").asInt()).isPositive();
        List<BootSample> boots = barracks.boots("claude");
        assertThat(versions(boots, CLAUDE.defaultVersion())).hasSizeGreaterThanOrEqualTo(6);
        assertThat(versions(boots, OLDER)).hasSize(6);
        assertThat(boots)
            .extracting(boot -> boot.facts().agentRuntime())
            .allSatisfy(node -> assertThat(node).startsWith("Node 24."));
      }
    }
  }

  private static List<BootSample> versions(List<BootSample> boots, String version) {
    return boots.stream()
        .filter(boot -> String.valueOf(boot.agentVersion()).endsWith(" " + version))
        .toList();
  }
}
