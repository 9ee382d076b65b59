package dev.reveille.worker.board;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.domain.Safe;
import dev.reveille.domain.run.BootStage;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunView;
import dev.reveille.worker.board.page.Clockface;
import dev.reveille.worker.board.page.RunPage.Lane;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A run's stages as bars of one timeline, whose whole is a thousand wide. */
final class RunLanes {
  private static final long WHOLE = 1_000;
  private static final long THINNEST = 3;
  private static final Set<EventType> TURN_ENDS =
      EnumSet.of(EventType.EXECUTE_FINISHED, EventType.EXECUTE_TIMEOUT, EventType.EXECUTE_FAILED);
  private static final Set<EventType> BOOT_ENDS =
      EnumSet.of(EventType.BOOT_READY, EventType.BOOT_TIMEOUT, EventType.BOOT_FAILED);

  private final RunView run;
  private final Instant first;
  private final Instant last;
  private final List<Lane> lanes = new ArrayList<>();

  private RunLanes(RunView run, Instant first, Instant last) {
    this.run = run;
    this.first = first;
    this.last = last;
  }

  static List<Lane> of(RunView run, Instant now) {
    if (run.events().isEmpty()) {
      return List.of();
    }
    Instant first = run.events().get(0).at();
    Instant last = run.status().ended() ? first : now;
    for (RunView.Event event : run.events()) {
      last = settling(event) && event.at().isAfter(last) ? event.at() : last;
    }
    RunLanes all = new RunLanes(run, first, last.isAfter(first) ? last : first.plusMillis(1));
    all.draw();
    return List.copyOf(all.lanes);
  }

  /** What is told of a run after its end, minutes later at times, would press all else together. */
  private static boolean settling(RunView.Event event) {
    return event.event().compareTo(EventType.SETTLED) <= 0;
  }

  private void draw() {
    List<RunView.Event> boots =
        run.events().stream().filter(event -> event.event() == EventType.BOOT_STARTED).toList();
    add("waiting", "wait", first, boots.isEmpty() ? last : boots.get(0).at(), "");
    RunView.Boot boot = run.boot();
    for (int i = 0; boot != null && i < boots.size(); i++) {
      RunView.Event next = i + 1 < boots.size() ? boots.get(i + 1) : null;
      boot(boots.get(i), next, boots.size() == 1 ? "boot" : "boot " + (i + 1), boot.limitMillis());
      if (next == null) {
        stages(boot, boots.get(i));
      }
    }
    Instant working = at(EnumSet.of(EventType.EXECUTE_STARTED));
    RunView.Execute turn = run.execute();
    if (working != null && turn != null) {
      Instant end = at(TURN_ENDS);
      boolean good = at(EnumSet.of(EventType.EXECUTE_FINISHED)) != null;
      add(
          "turn",
          good ? "turn" : end == null ? "runs" : "bad",
          working,
          end == null ? last : end,
          " of " + Clockface.span(turn.limitMillis()));
      calls();
      if (end != null) {
        add("verify and settle", "wait", end, last, "");
      }
    }
  }

  private void boot(
      RunView.Event begin, RunView.@Nullable Event next, String label, long limitMillis) {
    RunView.Event end = end(begin.attempt());
    boolean over = next != null || run.status().ended();
    add(
        label,
        end == null
            ? (over ? "bad" : "runs")
            : end.event() == EventType.BOOT_READY ? "boot" : "bad",
        begin.at(),
        end != null ? end.at() : next != null ? next.at() : last,
        " of " + Clockface.span(limitMillis));
  }

  private RunView.@Nullable Event end(int attempt) {
    return run.events().stream()
        .filter(event -> event.attempt() == attempt && BOOT_ENDS.contains(event.event()))
        .findFirst()
        .orElse(null);
  }

  /** The stages that were done, and the one in which the boot hung or failed. */
  private void stages(RunView.Boot boot, RunView.Event begun) {
    Instant done = begun.at();
    for (BootStage stage : boot.stages()) {
      Instant from = stage.at().minusMillis(stage.millis());
      bar(
          Safe.line(stage.stage()),
          "boot part",
          from.isBefore(begun.at()) ? begun.at() : from,
          stage.at(),
          Clockface.span(stage.millis()));
      done = stage.at();
    }
    RunView.Event end = end(begun.attempt());
    if (end == null || end.event() == EventType.BOOT_READY) {
      return;
    }
    JsonNode stage = end.detail().get("stage");
    if (stage != null) {
      add(Safe.line(stage.asText()), "bad part", done, end.at(), "");
    }
  }

  private void calls() {
    RunView.Model model = run.model();
    if (model != null && !model.perCall().isEmpty() && model.perCall().size() <= 12) {
      for (RunView.Call call : model.perCall()) {
        Long millis = call.millis();
        add(
            "call " + call.seq(),
            call.judgement().good() ? "call part" : "warn part",
            call.at(),
            millis == null ? last : call.at().plusMillis(millis),
            "");
      }
    }
  }

  private @Nullable Instant at(Set<EventType> types) {
    Instant found = null;
    for (RunView.Event event : run.events()) {
      if (types.contains(event.event())) {
        found = event.at();
      }
    }
    return found;
  }

  private void add(String label, String kind, Instant from, Instant to, String more) {
    long millis = Math.max(0, from.until(to, ChronoUnit.MILLIS));
    bar(label, kind, from, to, Clockface.span(millis) + more);
  }

  private void bar(String label, String kind, Instant from, Instant to, String note) {
    long whole = Math.max(1, first.until(last, ChronoUnit.MILLIS));
    long start = Math.min(WHOLE - THINNEST, scaled(first.until(from, ChronoUnit.MILLIS), whole));
    long millis = Math.max(0, from.until(to, ChronoUnit.MILLIS));
    long wide = Math.min(WHOLE - start, Math.max(THINNEST, scaled(millis, whole)));
    lanes.add(new Lane(label, kind, start, wide, note));
  }

  private static long scaled(long millis, long whole) {
    return Math.max(0, millis * WHOLE / whole);
  }
}
