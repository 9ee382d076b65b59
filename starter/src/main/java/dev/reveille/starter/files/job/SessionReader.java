package dev.reveille.starter.files.job;

import dev.reveille.domain.Nearest;
import dev.reveille.domain.job.Payload;
import dev.reveille.domain.job.SessionTarget;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads where a turn runs, and whether that target takes the payload. */
final class SessionReader {
  private static final String EXPECTED = "isolated, main or session:<id>";
  private static final Pattern SESSION =
      Pattern.compile("session:[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}");

  private SessionReader() {}

  /** The target; the one that fits the payload when none is written; null after a problem. */
  static @Nullable SessionTarget read(Form job, Payload.@Nullable Kind payload, Context context) {
    Node node = job.get(JobFields.TARGET);
    if (node == null || node.isBroken()) {
      return payload == Payload.Kind.SYSTEM_EVENT ? SessionTarget.MAIN : SessionTarget.ISOLATED;
    }
    Context here = context.in("sessionTarget");
    SessionTarget target = parse(node, here);
    if (target == null || payload == null) {
      return target;
    }
    boolean main = target.kind() == SessionTarget.Kind.MAIN;
    if (main && payload != Payload.Kind.SYSTEM_EVENT) {
      here.error(
          node.place(),
          "main takes only payload.kind systemEvent, and this one is " + payload.word(),
          payload == Payload.Kind.AGENT_TURN
              ? "an agentTurn needs isolated or session:<id>; or write {kind: systemEvent, text: …}"
              : "write sessionTarget: isolated");
      return null;
    }
    if (!main && payload == Payload.Kind.SYSTEM_EVENT) {
      here.error(
          node.place(),
          target + " takes payload.kind agentTurn or command, and this one is systemEvent",
          "a systemEvent needs sessionTarget: main; or write {kind: agentTurn, message: …}");
      return null;
    }
    return target;
  }

  private static @Nullable SessionTarget parse(Node node, Context context) {
    if (!(node instanceof Scalar scalar)) {
      return context.wrong(node, EXPECTED);
    }
    String text = scalar.text();
    if (text.equals("current")) {
      return context.wrong(
          node,
          EXPECTED,
          "current is the chat a person typed in, which a job file has not: name the shared"
              + " session, sessionTarget: session:<id>");
    }
    if (text.startsWith("session:") && !SESSION.matcher(text).matches()) {
      return context.wrong(
          node,
          EXPECTED,
          "the id is up to 100 letters, digits, dots, colons, hyphens, underscores");
    }
    if (text.equals("isolated") || text.equals("main") || text.startsWith("session:")) {
      return SessionTarget.parse(text);
    }
    return context.wrong(
        node,
        EXPECTED,
        Nearest.to(text, List.of("isolated", "main", "session:"))
            .map(near -> "did you mean '" + near + "'?")
            .orElse(null));
  }
}
