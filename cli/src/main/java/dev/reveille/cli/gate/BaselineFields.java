package dev.reveille.cli.gate;

import dev.reveille.domain.gate.Boot;
import dev.reveille.domain.gate.Cell;
import dev.reveille.domain.gate.Series;
import dev.reveille.starter.files.field.Context;
import dev.reveille.starter.files.field.Field;
import dev.reveille.starter.files.field.Form;
import dev.reveille.starter.files.field.Reader;
import dev.reveille.starter.files.field.Readers;
import dev.reveille.starter.files.field.Shape;
import dev.reveille.starter.files.tree.Node;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a baseline, each checked where it stands. */
final class BaselineFields {
  static final int VERSION = 1;

  private static final int LONGEST_NAME = 300;
  private static final long LONGEST_BOOT = 7 * 24 * 3_600_000L;
  private static final Reader<String> NAME = Readers.line(LONGEST_NAME);
  private static final Reader<Long> MILLIS = Readers.whole(0, LONGEST_BOOT);

  private static final Field<Long> FORM = Field.of("reveilleGate", Readers.whole(1, VERSION));
  private static final Field<Instant> SAVED = Field.of("saved", BaselineFields::instant);

  private static final Field<List<String>> NAMES = Field.of("names", Readers.listOf(NAME));
  private static final Field<Long> CORES = Field.of("cores", Readers.whole(1, 100_000));
  private static final Field<Long> MEMORY =
      Field.of("memoryBytes", Readers.whole(0, Long.MAX_VALUE));
  private static final Field<String> OS = Field.of("osImage", NAME);
  private static final Field<Double> LOAD = Field.of("load", Readers.decimal(0, 1_000_000));
  private static final Field<Form> HOST =
      Field.of("host", Shape.of(NAMES, CORES, MEMORY, OS, LOAD));

  private static final Field<Long> TOOK = Field.of("millis", MILLIS);
  private static final Field<Map<String, Long>> STAGES = Field.of("stages", Readers.mapOf(MILLIS));
  private static final Field<String> AGENT = Field.of("agent", NAME);
  private static final Field<String> TARGET = Field.of("target", NAME);
  private static final Field<String> AGENT_VERSION = Field.of("version", NAME);
  private static final Field<Long> LIMIT = Field.of("limitMillis", Readers.whole(1, LONGEST_BOOT));
  private static final Field<Double> WARN_AT = Field.of("warnAt", Readers.percent());
  private static final Field<List<Form>> BOOTS =
      Field.of("boots", Readers.listOf(Shape.of(TOOK, STAGES)));
  private static final Field<List<Form>> CELLS =
      Field.of(
          "cells", Readers.listOf(Shape.of(AGENT, TARGET, AGENT_VERSION, LIMIT, WARN_AT, BOOTS)));

  private static final Shape ALL = Shape.of(FORM, SAVED, HOST, CELLS);

  private BaselineFields() {}

  /** Null after a problem was reported. */
  static @Nullable Baseline read(Node node, Context context) {
    Form form = context.read(ALL, node);
    if (form == null) {
      return null;
    }
    Long version = needed(form, FORM, context);
    Instant saved = needed(form, SAVED, context);
    List<Form> cells = needed(form, CELLS, context);
    if (version == null || saved == null || cells == null) {
      return null;
    }
    List<Series> series = new ArrayList<>();
    Set<Cell> seen = new HashSet<>();
    for (Form cell : cells) {
      Series read = series(cell, context);
      if (read != null && !seen.add(read.cell())) {
        context.error(cell.place(), read.cell() + " is there twice", "keep one of the two");
      }
      if (read != null) {
        series.add(read);
      }
    }
    return new Baseline(saved, host(form.get(HOST)), series);
  }

  private static HostMark host(@Nullable Form form) {
    if (form == null) {
      return new HostMark(List.of(), null, null, null, null);
    }
    Long cores = form.get(CORES);
    return new HostMark(
        form.get(NAMES, List.of()),
        cores == null ? null : Integer.valueOf(cores.intValue()),
        form.get(MEMORY),
        form.get(OS),
        form.get(LOAD));
  }

  private static @Nullable Series series(Form form, Context context) {
    String agent = needed(form, AGENT, context);
    String target = needed(form, TARGET, context);
    Long limit = needed(form, LIMIT, context);
    Double warnAt = needed(form, WARN_AT, context);
    List<Form> boots = needed(form, BOOTS, context);
    if (agent == null || target == null || limit == null || warnAt == null || boots == null) {
      return null;
    }
    List<Boot> read = new ArrayList<>();
    for (Form boot : boots) {
      Long millis = needed(boot, TOOK, context);
      if (millis != null) {
        read.add(Boot.ready(millis, boot.get(STAGES, Map.of())));
      }
    }
    return new Series(new Cell(agent, target), form.get(AGENT_VERSION), limit, warnAt, read);
  }

  private static <T> @Nullable T needed(Form form, Field<T> field, Context context) {
    if (!form.has(field)) {
      context.error(form.place(), "'" + form.pathOf(field) + "' is missing", null);
    }
    return form.get(field);
  }

  private static @Nullable Instant instant(Node node, Context context) {
    String text = Readers.text().read(node, context);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return context.wrong(node, "an instant such as 2026-11-22T00:45:00Z");
    }
  }
}
