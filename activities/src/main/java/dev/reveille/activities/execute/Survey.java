package dev.reveille.activities.execute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.contract.Contract;
import dev.reveille.domain.contract.Work.FileSeen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks from outside the run at what a turn left in its workspace. What it finds is the detail of
 * an event, and so evidence.
 */
final class Survey {
  /** Of each glob; more files than that are told only where a rule counts further. */
  private static final int MOST_TOLD = 200;

  private final List<Contract.Files> rules;
  private final Path workspace;

  Survey(List<Contract.Files> rules, Path workspace) {
    this.rules = rules;
    this.workspace = workspace;
  }

  Map<String, JsonNode> files() {
    Map<String, JsonNode> detail = new HashMap<>();
    Map<String, Set<FileSeen>> told = new LinkedHashMap<>();
    try {
      for (Contract.Files rule : rules) {
        List<FileSeen> found = WorkspaceFiles.matching(workspace, rule.glob());
        int most = Math.max(MOST_TOLD, enough(rule));
        if (found.size() > most) {
          detail.put("cut", BooleanNode.TRUE);
        }
        found.stream()
            .sorted(whatCountsFirst(rule))
            .limit(most)
            .forEach(told.computeIfAbsent(rule.glob(), glob -> new LinkedHashSet<>())::add);
      }
      ObjectNode byGlob = Json.mapper().createObjectNode();
      told.forEach((glob, files) -> byGlob.set(glob, Json.mapper().valueToTree(files)));
      detail.put("files", byGlob);
    } catch (IOException e) {
      detail.put("error", TextNode.valueOf(String.valueOf(e.getMessage())));
    }
    return detail;
  }

  /** So many decide the rule: one more than its limit shows that there are too many. */
  private static int enough(Contract.Files rule) {
    Integer most = rule.atMost();
    return Math.max(rule.least(), most == null ? 0 : most + 1);
  }

  /** Files of the size asked for, and of these the newest: only they can be fresh. */
  private static Comparator<FileSeen> whatCountsFirst(Contract.Files rule) {
    return Comparator.comparing((FileSeen file) -> !rule.sized(file.bytes()))
        .thenComparing(FileSeen::modifiedAt, Comparator.reverseOrder());
  }
}
