package dev.reveille.starter.files;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * One job, written in code. Its fields are those of a job file, under the same names and with the
 * same meaning; nothing is checked before {@link JobDrafts#read}. Immutable: each method returns
 * another draft.
 */
public final class JobDraft {
  private final String name;
  private final Draft draft;

  private JobDraft(String name, Draft draft) {
    this.name = requireNonNull(name, "name is null");
    this.draft = draft;
  }

  /** A job of that name; its id is the name's slug, unless {@code with("id", …)} gives another. */
  public static JobDraft named(String name) {
    return new JobDraft(name, Draft.EMPTY.with("name", name).with("sessionTarget", "isolated"));
  }

  /**
   * With any field of a job file.
   *
   * @param path of the field, with dots, such as {@code expect.tools.atLeast}
   * @param value a text, a number, a boolean, a {@link Duration}, or a list or map of these; of
   *     anything else, its text
   */
  public JobDraft with(String path, Object value) {
    return new JobDraft(name, draft.with(path, value));
  }

  /**
   * Due by a cron expression of five to seven fields.
   *
   * @param zone whose local time the expression means
   */
  public JobDraft cron(String expression, ZoneId zone) {
    return with("schedule", Map.of("kind", "cron", "expr", expression, "tz", named(zone)));
  }

  /** Zones without a place have a name of their own in Java, which no job file takes. */
  private static String named(ZoneId zone) {
    return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  /** Due again and again, counted from 1970 unless {@code with("schedule.anchor", …)} says else. */
  public JobDraft every(Duration interval) {
    return with("schedule", Map.of("kind", "every", "every", interval));
  }

  /** Due once. */
  public JobDraft at(Instant time) {
    return with("schedule", Map.of("kind", "at", "at", time));
  }

  /**
   * A turn of an agent.
   *
   * @param agent name of a profile, such as {@code codex}
   * @param model the pin, as {@code provider/model}
   */
  public JobDraft agentTurn(String agent, String model, String message) {
    return with("agent", agent)
        .with("payload", Map.of("kind", "agentTurn", "message", message, "model", model));
  }

  /** A program of the worker's host. */
  public JobDraft command(List<String> argv) {
    return with("payload", Map.of("kind", "command", "argv", argv));
  }

  String name() {
    return name;
  }

  Draft fields() {
    return draft;
  }
}
