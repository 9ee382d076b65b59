package dev.reveille.runlog;

import dev.reveille.domain.Json;
import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.boothealth.BootSample.Ending;
import dev.reveille.domain.boothealth.BootSample.How;
import dev.reveille.domain.boothealth.BootSample.Stage;
import dev.reveille.domain.boothealth.HostFacts;
import dev.reveille.domain.run.RunKey;
import dev.reveille.runlog.BootReader.Judged;
import dev.reveille.runlog.BootReader.Series;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Boots as they were measured. */
final class BootRows {
  /** Beyond the age at which runs themselves are let go: a trend is read over a month. */
  private static final Duration LONGER = Duration.ofDays(31);

  private static final int PRUNED = 500;
  private static final int MOST_STAGES = 50;
  private static final int NEWEST = 20;

  private static final String ADD =
      """
      INSERT INTO boot (workflow_id, run_id, attempt, at, owner, job, agent, target, host, probe,
          how, ending, millis, limit_millis, warn_at, stage, stages, agent_version, facts)
      VALUES (:workflowId, :runId, :attempt, :at, :owner, :job, :agent, :target, :host, :probe,
          :how, :ending, :millis, :limit, :warnAt, :stage, :stages, :agentVersion, :facts)
      ON CONFLICT (workflow_id, run_id, attempt, how) DO NOTHING""";

  private static final String OF_SERIES =
      " owner = :owner AND agent = :agent AND target = :target AND host = :host AND how = :how";

  private BootRows() {}

  static int add(Handle handle, BootSample sample) {
    return handle
        .createUpdate(ADD)
        .bind("workflowId", sample.run().workflowId())
        .bind("runId", sample.run().runId())
        .bind("attempt", sample.attempt())
        .bind("at", Times.micros(sample.at()))
        .bind("owner", Texts.storable(sample.owner()))
        .bind("job", sample.job())
        .bind("agent", Texts.storable(sample.agent()))
        .bind("target", Texts.key(Texts.storable(sample.target())))
        .bind("host", Texts.storable(sample.host()))
        .bind("probe", sample.probe() ? 1 : 0)
        .bind("how", sample.how().name())
        .bind("ending", sample.ending().name())
        .bind("millis", sample.millis())
        .bind("limit", sample.limitMillis())
        .bind("warnAt", sample.warnAt())
        .bind("stage", text(sample.stage()))
        .bind("stages", stages(sample.stages()))
        .bind("agentVersion", text(sample.agentVersion()))
        .bind("facts", Json.write(sample.facts()))
        .execute();
  }

  /** Agents may tell of stages of their own, by names of their own. */
  private static String stages(List<Stage> stages) {
    return Json.write(
        stages.stream()
            .limit(MOST_STAGES)
            .map(stage -> new Stage(String.valueOf(text(stage.stage())), stage.millis()))
            .toList());
  }

  private static @Nullable String text(@Nullable String text) {
    return text == null ? null : Texts.key(Texts.storable(text));
  }

  static List<BootSample> samples(Handle handle, BootReader.Query query) {
    Map<String, Object> values = new LinkedHashMap<>();
    put(values, "owner", query.owner());
    put(values, "agent", query.agent());
    put(values, "target", query.target());
    put(values, "host", query.host());
    put(values, "how", query.how() == null ? null : query.how().name());
    put(values, "probe", query.probe() == null ? null : query.probe() ? 1 : 0);
    List<String> conditions = new ArrayList<>();
    values.keySet().forEach(column -> conditions.add(column + " = :" + column));
    if (query.since() != null) {
      conditions.add("at >= :since");
      values.put("since", Times.micros(query.since()));
    }
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    return handle
        .createQuery("SELECT * FROM boot" + where + " ORDER BY at DESC, id DESC LIMIT :limit")
        .bindMap(values)
        .bind("limit", query.limit())
        .map((row, context) -> sample(row))
        .list();
  }

  private static void put(Map<String, Object> values, String column, @Nullable Object value) {
    if (value != null) {
      values.put(column, value);
    }
  }

  private static BootSample sample(ResultSet row) throws SQLException {
    return new BootSample(
        new RunKey(row.getString("workflow_id"), row.getString("run_id")),
        row.getInt("attempt"),
        Columns.instant(row, "at"),
        row.getString("owner"),
        row.getString("job"),
        row.getString("agent"),
        row.getString("target"),
        row.getString("host"),
        row.getInt("probe") != 0,
        How.valueOf(row.getString("how")),
        Ending.valueOf(row.getString("ending")),
        row.getLong("millis"),
        row.getLong("limit_millis"),
        row.getDouble("warn_at"),
        row.getString("stage"),
        List.of(Json.read(row.getString("stages"), Stage[].class)),
        row.getString("agent_version"),
        Json.read(row.getString("facts"), HostFacts.class));
  }

  static List<BootSample> thinned(Handle handle, Series series, Instant since, int limit) {
    long boots =
        handle
            .createQuery("SELECT count(*) FROM boot WHERE" + OF_SERIES + " AND at >= :since")
            .bindMap(names(series))
            .bind("since", Times.micros(since))
            .mapTo(Long.class)
            .one();
    return handle
        .createQuery(
            "SELECT * FROM (SELECT b.*, row_number() OVER (ORDER BY at DESC, id DESC) AS back"
                + " FROM boot b WHERE"
                + OF_SERIES
                + " AND at >= :since) s WHERE back <= :newest OR back % :step = 0"
                + " ORDER BY at, id")
        .bindMap(names(series))
        .bind("since", Times.micros(since))
        .bind("newest", NEWEST)
        .bind("step", Math.max(1, (boots + limit - 1) / limit))
        .map((row, context) -> sample(row))
        .list();
  }

  static List<String> jobs(Handle handle, Series series, Instant since) {
    return handle
        .createQuery(
            "SELECT DISTINCT job FROM boot WHERE owner = :owner AND agent = :agent"
                + " AND target = :target AND at >= :since ORDER BY job")
        .bind("owner", series.owner())
        .bind("agent", series.agent())
        .bind("target", series.target())
        .bind("since", Times.micros(since))
        .mapTo(String.class)
        .list();
  }

  static List<Series> unjudged(Handle handle, String owner, int limit) {
    return handle
        .createQuery(
            "SELECT DISTINCT agent, target, host, how FROM boot"
                + " WHERE owner = :owner AND judged IS NULL LIMIT :limit")
        .bind("owner", owner)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Series(
                    owner,
                    row.getString("agent"),
                    row.getString("target"),
                    row.getString("host"),
                    How.valueOf(row.getString("how"))))
        .list();
  }

  static Optional<Judged> lastJudged(Handle handle, Series series) {
    return handle
        .createQuery(
            "SELECT judged FROM boot WHERE"
                + OF_SERIES
                + " AND judged IS NOT NULL ORDER BY at DESC, id DESC LIMIT 1")
        .bindMap(names(series))
        .mapTo(Judged.class)
        .findFirst();
  }

  static int judged(Handle handle, Series series, Instant upTo, Judged judged) {
    return handle
        .createUpdate(
            "UPDATE boot SET judged = :judged WHERE"
                + OF_SERIES
                + " AND judged IS NULL AND at <= :upTo")
        .bindMap(names(series))
        .bind("judged", judged.name())
        .bind("upTo", Times.micros(upTo))
        .execute();
  }

  private static Map<String, Object> names(Series series) {
    return Map.of(
        "owner", series.owner(),
        "agent", series.agent(),
        "target", series.target(),
        "host", series.host(),
        "how", series.how().name());
  }

  static int prune(Pooled database, Instant runsOlderThan) {
    return database.write(
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM boot WHERE id IN"
                        + " (SELECT id FROM boot WHERE at < :before ORDER BY at LIMIT :limit)")
                .bind("before", Times.micros(runsOlderThan.minus(LONGER)))
                .bind("limit", PRUNED)
                .execute());
  }
}
