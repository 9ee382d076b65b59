package dev.reveille.cli.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.JobDefinition;
import dev.reveille.domain.job.Keep;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.Payload;
import dev.reveille.domain.job.SessionTarget;
import java.util.List;

/** A job's definition with something else in a few places. */
final class Variation {
  private static final String TURN =
      "This is a trial by the upgrade gate. Use one of your tools to list the files of the current"
          + " folder, and then answer in one short sentence how many there are. Change nothing.";

  private Variation() {}

  /** For another kind of session. */
  static JobDefinition target(JobDefinition job, SessionTarget target) {
    ObjectNode tree = tree(job);
    tree.put("target", target.toString());
    return read(tree);
  }

  /** With another version of its agent. */
  static JobDefinition version(JobDefinition job, String version) {
    ObjectNode tree = tree(job);
    ((ObjectNode) tree.required("agent")).put("version", version);
    return read(tree);
  }

  /**
   * A small turn with the job's agent, model and settings, in an empty folder of its own, which
   * tells nobody and must have a tool's result.
   *
   * @param id under which the run log keeps it
   */
  static JobDefinition turn(JobDefinition job, String id) {
    ObjectNode tree = tree(job);
    tree.put("target", SessionTarget.ISOLATED.toString());
    tree.put("id", id).put("name", "Gate: one turn by " + id);
    tree.remove(List.of("description", "workspace", "ping", "expect"));
    tree.set("payload", Json.mapper().valueToTree(Payload.agentTurn(TURN)));
    tree.putObject("expect").putObject("tools").put("atLeast", 1);
    tree.set("alerts", Json.mapper().valueToTree(AlertPolicy.NONE));
    tree.set("overlap", Json.mapper().valueToTree(Overlap.ALLOW_ALL));
    tree.set("keep", Json.mapper().valueToTree(Keep.NEVER));
    tree.putArray("deliver");
    return read(tree);
  }

  private static ObjectNode tree(JobDefinition job) {
    return Json.mapper().valueToTree(job);
  }

  private static JobDefinition read(ObjectNode tree) {
    try {
      return Json.mapper().treeToValue(tree, JobDefinition.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a definition cannot be read back", e);
    }
  }
}
