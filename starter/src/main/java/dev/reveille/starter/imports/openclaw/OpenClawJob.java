package dev.reveille.starter.imports.openclaw;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.starter.files.problem.Shown;
import dev.reveille.starter.files.tree.Mapping;
import dev.reveille.starter.files.tree.Node;
import dev.reveille.starter.files.tree.Scalar;
import dev.reveille.starter.imports.Draft;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes one job of OpenClaw's apart, field by field. */
final class OpenClawJob {
  private static final int LONGEST_NAME = 200;

  /** What OpenClaw writes down of a job's past and of itself. */
  private static final List<String> BOOKKEEPING =
      List.of(
          "state",
          "status",
          "createdAtMs",
          "updatedAtMs",
          "configRevision",
          "effectiveAgentId",
          "nextRunAtMs",
          "lastRunAtMs",
          "lastRunStatus",
          "lastStatus",
          "lastRunError",
          "lastError",
          "lastDurationMs",
          "lastDelivered",
          "lastDeliveryStatus",
          "lastDeliveryError",
          "lastFailureNotificationDelivered",
          "lastFailureNotificationDeliveryStatus",
          "lastFailureNotificationDeliveryError");

  private static final Set<String> SYSTEM_KEYS =
      Set.of("heartbeat:", "skill-collection-review:", "memory-core:");

  private final Taken job;
  private final Draft draft;
  private final Target target;

  private OpenClawJob(Taken job, Draft draft, Target target) {
    this.job = job;
    this.draft = draft;
    this.target = target;
  }

  /** The job as a draft, whatever stands there. */
  static Draft translate(Node node, Target target) {
    if (!(node instanceof Mapping mapping)) {
      Draft none = new Draft(node.place().toString(), node.place(), "?");
      none.hold("this is " + node.shown() + " (expected: a job)");
      return none;
    }
    String id = id(mapping);
    Draft draft = new Draft(source(mapping), node.place(), name(mapping, id));
    new OpenClawJob(new Taken(mapping, "", draft), draft, target).translate(mapping);
    return draft;
  }

  private static String id(Mapping mapping) {
    return scalar(mapping, "id").or(() -> scalar(mapping, "jobId")).orElse("");
  }

  /** What names a job for ever. */
  static String source(Mapping mapping) {
    String id = id(mapping);
    return id.isEmpty() ? "name:" + name(mapping, id) : id;
  }

  private static Optional<String> scalar(Mapping mapping, String field) {
    return mapping.get(field) instanceof Scalar scalar && !scalar.text().isBlank()
        ? Optional.of(scalar.text().strip())
        : Optional.empty();
  }

  /** On one line, since a name is what lists show. */
  private static String name(Mapping mapping, String id) {
    String written = scalar(mapping, "name").or(() -> scalar(mapping, "displayName")).orElse(id);
    StringBuilder name = new StringBuilder();
    written
        .codePoints()
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
        .limit(LONGEST_NAME)
        .forEach(name::appendCodePoint);
    String line = name.toString().strip();
    return line.isEmpty() ? "unnamed" : line;
  }

  private void translate(Mapping mapping) {
    String system = ofItsOwn(mapping);
    if (!system.isEmpty()) {
      draft.skip(system);
      return;
    }
    Optional<Long> created = job.whole("createdAtMs");
    job.text("id");
    job.text("jobId");
    identity();
    state();
    job.inner("schedule")
        .ifPresentOrElse(
            schedule ->
                ScheduleTranslation.translate(draft, schedule, target.wishes().zone(), created),
            () -> draft.hold("it has no schedule"));
    deleteAfterRun();
    Optional<Taken> payload = job.inner("payload");
    String kind = payload.flatMap(form -> form.text("kind")).orElse("");
    session(kind);
    payload.ifPresentOrElse(
        form -> new PayloadTranslation(draft, form, target, job).translate(kind),
        () -> draft.hold("it has no payload"));
    new DeliveryTranslation(draft, target, job).translate(payload, kind);
    rest();
    bookkeeping(mapping);
    job.nameTheRest();
  }

  /** What OpenClaw makes for itself, and would make again. */
  private static String ofItsOwn(Mapping mapping) {
    String key = scalar(mapping, "declarationKey").orElse("");
    String description = scalar(mapping, "description").orElse("");
    Mapping payload = mapping.get("payload") instanceof Mapping inner ? inner : null;
    String kind = payload == null ? "" : scalar(payload, "kind").orElse("");
    String message = payload == null ? "" : scalar(payload, "message").orElse("");
    boolean own =
        kind.equals("heartbeat")
            || kind.equals("skillCollectionReview")
            || key.equals("openclaw-backup-scheduled")
            || SYSTEM_KEYS.stream().anyMatch(key::startsWith)
            || description.startsWith("[managed-by=")
            || message.matches("__openclaw_\\w+__");
    return own ? "a job that OpenClaw makes for itself; it stays there" : "";
  }

  private void identity() {
    ObjectNode out = draft.job();
    String written = job.text("name").orElse("");
    out.put("name", draft.name());
    if (written.strip().equals(draft.name())) {
      draft.carried("name", job.shown("name"));
    } else {
      draft.translated("name", job.shown("name"), "name: " + Shown.visible(draft.name()));
    }
    for (String field : List.of("description", "displayName", "declarationKey")) {
      job.text(field)
          .filter(text -> !text.isBlank())
          .ifPresent(
              text -> {
                out.put(field, text);
                draft.carried(field, job.shown(field));
              });
    }
  }

  private void state() {
    boolean enabled = job.flag("enabled").orElse(true);
    if (!enabled) {
      draft.job().put("enabled", false);
    } else if (target.wishes().paused()) {
      draft.job().put("startPaused", true);
    }
    draft.carried("enabled", String.valueOf(enabled));
  }

  private void deleteAfterRun() {
    job.flag("deleteAfterRun")
        .ifPresent(
            delete -> {
              String kind = draft.job().path("schedule").path("kind").asText();
              if (kind.equals("at") || !delete) {
                draft.translated(
                    "deleteAfterRun",
                    String.valueOf(delete),
                    "nothing: a job at one time is done after its run, and its file stays");
              } else {
                draft.notCarried(
                    "deleteAfterRun", "true", "remove the file when the job has run often enough");
              }
            });
  }

  private void session(String kind) {
    Optional<String> written = job.text("sessionTarget");
    Optional<String> key = job.text("sessionKey").filter(text -> !text.isBlank());
    boolean event = kind.equals("systemEvent");
    String wanted = written.map(String::strip).orElse(event ? "main" : "isolated");
    String becomes = wanted;
    if (wanted.equals("current")) {
      becomes = key.map(session -> "session:" + session.strip()).orElse("isolated");
    }
    if (becomes.startsWith("session:")) {
      becomes = "session:" + sessionId(becomes.substring(8));
    }
    draft.job().put("sessionTarget", becomes);
    if (becomes.equals(wanted)) {
      draft.carried("sessionTarget", wanted);
    } else {
      draft.translated("sessionTarget", Shown.visible(wanted), "sessionTarget: " + becomes);
    }
    key.ifPresent(
        session -> {
          if (wanted.equals("current")) {
            draft.translated("sessionKey", job.shown("sessionKey"), "the session of sessionTarget");
          } else {
            draft.notCarried(
                "sessionKey",
                job.shown("sessionKey"),
                "it only says where OpenClaw reports to; sessionTarget names the session");
          }
        });
  }

  private static String sessionId(String theirs) {
    String id = theirs.strip().replaceAll("[^A-Za-z0-9_.:-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
    String cut = id.substring(0, Math.min(100, id.length()));
    return cut.isEmpty() ? "imported" : cut;
  }

  private void rest() {
    job.text("wakeMode")
        .ifPresent(
            mode -> {
              if (mode.equals("next-heartbeat")) {
                draft.translated(
                    "wakeMode",
                    mode,
                    "nothing: there is no heartbeat, the job runs when it is due");
              } else {
                draft.carried("wakeMode", Shown.visible(mode));
              }
            });
    job.node("pacing")
        .ifPresent(
            pacing ->
                draft.notCarried(
                    "pacing",
                    Shown.visible(pacing.json().toString()),
                    "an agent cannot move its own next run: the schedule alone decides"));
    job.node("trigger")
        .ifPresent(
            trigger -> {
              draft.job().put("enabled", false);
              draft.notCarried(
                  "trigger",
                  "a condition script",
                  "the job would run every time, so it is written with enabled: false; let the"
                      + " message say when there is nothing to do, or let a `command` job look and"
                      + " call `reveille start`, then set enabled: true");
            });
    job.node("owner")
        .ifPresent(
            owner ->
                draft.notCarried(
                    "owner", "", "the owner of a folder's jobs stands in reveille.yaml"));
    job.inner("scheduledToolPolicy")
        .ifPresent(
            policy -> {
              if (policy.text("mode").orElse("").equals("trusted")) {
                draft.left("scheduledToolPolicy");
              } else {
                draft.notCarried(
                    "scheduledToolPolicy",
                    "",
                    "what a run may reach stands in isolation and network, and is little where"
                        + " nothing is said");
              }
            });
    job.node("isolation")
        .ifPresent(
            isolation ->
                draft.notCarried(
                    "isolation", "", "a run reports by alerts and deliver, not into a chat"));
  }

  private void bookkeeping(Mapping mapping) {
    for (String field : BOOKKEEPING) {
      if (mapping.get(field) != null) {
        job.node(field);
        draft.left(field);
      }
    }
  }
}
