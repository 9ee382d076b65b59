package dev.reveille.workflows;

import dev.reveille.domain.run.BootStage;
import dev.reveille.workflows.BootActivity.Booted;
import dev.reveille.workflows.BootActivity.Request;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Probes that behave as a test scripts them, and are ready once the script is over. */
final class ScriptedProbes implements ProbeActivity {
  final Deque<Function<Request, Booted>> boots = new ConcurrentLinkedDeque<>();
  final List<Request> asked = new CopyOnWriteArrayList<>();

  @Override
  public Booted probe(Request request, BootProbe.Manner manner) {
    asked.add(request);
    Function<Request, Booted> next = boots.poll();
    return next == null ? ready() : next.apply(request);
  }

  static Booted ready() {
    return new Booted(
        "q", "l", 1, 812, 12, List.of(new BootStage("initialize", Instant.EPOCH, 301)), null);
  }
}
