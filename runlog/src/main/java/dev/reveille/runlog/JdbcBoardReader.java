package dev.reveille.runlog;

import dev.reveille.domain.Json;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.slot.Promise;
import dev.reveille.domain.slot.ServedSlot;
import dev.reveille.domain.slot.Watched;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The board's read models over either way to a database. */
final class JdbcBoardReader implements BoardReader {
  private final Database database;

  JdbcBoardReader(Database database) {
    this.database = database;
  }

  @Override
  public List<Roll> rollCall(@Nullable String owner, int slots) {
    return database.read(
        handle ->
            handle
                .createQuery(BoardSql.ROLL_CALL)
                .bind("owner", owner)
                .bind("slots", slots)
                .map(
                    (row, context) ->
                        new Roll(
                            row.getString("job"),
                            Columns.instantOrNull(row, "next_at"),
                            Watched.valueOf(row.getString("watched")),
                            Objects.requireNonNullElse(row.getString("marks"), "")))
                .list());
  }

  @Override
  public Map<String, Answers> answers(@Nullable String owner, Collection<String> jobs, int slots) {
    if (jobs.isEmpty()) {
      return Map.of();
    }
    return database.read(
        handle -> {
          Map<String, List<ServedSlot>> served = slots(handle, owner, jobs, slots);
          Map<String, Answers> answers = new HashMap<>();
          of(handle, BoardSql.PROMISES, owner, jobs)
              .map(
                  (row, context) -> {
                    String job = row.getString("job");
                    return answers.put(
                        job,
                        new Answers(
                            Json.read(row.getString("promise"), Promise.class),
                            served.getOrDefault(job, List.of()),
                            latest(row)));
                  })
              .list();
          return answers;
        });
  }

  private static Map<String, List<ServedSlot>> slots(
      Handle handle, @Nullable String owner, Collection<String> jobs, int slots) {
    Map<String, List<ServedSlot>> served = new HashMap<>();
    of(handle, BoardSql.SLOTS, owner, jobs)
        .bind("before", slots - 1)
        .map(
            (row, context) -> {
              ServedSlot slot = JdbcSlotReader.served(row);
              return served.computeIfAbsent(slot.job(), job -> new ArrayList<>()).add(slot);
            })
        .list();
    return served;
  }

  private static Query of(
      Handle handle, String sql, @Nullable String owner, Collection<String> jobs) {
    return handle.createQuery(sql).bind("owner", owner).bindList("jobs", List.copyOf(jobs));
  }

  private static @Nullable Latest latest(ResultSet row) throws SQLException {
    String workflowId = row.getString("workflow_id");
    return workflowId == null
        ? null
        : new Latest(
            new RunKey(workflowId, row.getString("run_id")),
            Columns.instant(row, "opened_at"),
            row.getString("agent"),
            row.getString("pinned"),
            row.getString("verdict"),
            row.getString("message"),
            Columns.instantOrNull(row, "settled_at"));
  }

  @Override
  public List<BootEnd> boots(String job, int runs) {
    return ofLast(BoardSql.BOOTS_OF_A_JOB, job, runs, JdbcBoardReader::bootEnd);
  }

  @Override
  public List<BootEnd> boots(int runs) {
    return database.read(
        handle ->
            handle
                .createQuery(BoardSql.BOOTS_OF_ALL)
                .bind("runs", runs)
                .map((row, context) -> bootEnd(row))
                .list());
  }

  private static BootEnd bootEnd(ResultSet row) throws SQLException {
    EventRow event =
        new EventRow(
            Columns.instant(row, "at"),
            EventType.valueOf(row.getString("type")),
            0,
            "",
            row.getString("host"),
            row.getString("detail"));
    return new BootEnd(
        new RunKey(row.getString("workflow_id"), row.getString("run_id")),
        row.getString("job"),
        event.at(),
        row.getString("host"),
        event.type(),
        event.number("millis"),
        row.getLong("boot_limit_millis"));
  }

  @Override
  public List<Volume> volumes(String job, int runs) {
    List<Volume> newestFirst =
        new ArrayList<>(
            ofLast(
                BoardSql.VOLUMES,
                job,
                runs,
                row ->
                    new Volume(
                        Columns.instant(row, "due"),
                        Columns.number(row, "output"),
                        Columns.number(row, "items"),
                        Columns.number(row, "tools"),
                        Columns.number(row, "tokens"))));
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  @Override
  public List<Answered> models(String job, int runs) {
    return ofLast(
        BoardSql.MODELS,
        job,
        runs,
        row ->
            new Answered(
                row.getString("pinned"),
                row.getString("asked"),
                row.getString("answered"),
                row.getString("judgement"),
                row.getLong("calls"),
                row.getLong("runs")));
  }

  @Override
  public List<Edition> editions(String job, int runs) {
    return ofLast(
        BoardSql.EDITIONS,
        job,
        runs,
        row ->
            new Edition(
                row.getString("definition"),
                Columns.instant(row, "first"),
                Columns.instant(row, "last"),
                row.getLong("runs"),
                row.getLong("good"),
                row.getString("pinned"),
                row.getString("agent"),
                row.getString("target"),
                row.getLong("boot_limit"),
                row.getLong("execute_limit")));
  }

  /** What a statement says of the last runs of a job, in its order. */
  private <T> List<T> ofLast(String sql, String job, int runs, Reading<T> reading) {
    return database.read(
        handle ->
            handle
                .createQuery(sql)
                .bind("job", job)
                .bind("runs", runs)
                .map((row, context) -> reading.of(row))
                .list());
  }

  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  @Override
  public List<OpenHere> open() {
    return database.read(
        handle ->
            handle
                .createQuery(BoardSql.OPEN_HERE)
                .map(
                    (row, context) ->
                        new OpenHere(row.getString("name"), Columns.instant(row, "seen_at")))
                .list());
  }
}
