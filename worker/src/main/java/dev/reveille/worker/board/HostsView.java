package dev.reveille.worker.board;

import dev.reveille.domain.Safe;
import dev.reveille.domain.boothealth.BootSample;
import dev.reveille.domain.boothealth.HostFacts;
import dev.reveille.domain.run.EventType;
import dev.reveille.runlog.BoardReader.BootEnd;
import dev.reveille.runlog.BoardReader.OpenHere;
import dev.reveille.runlog.BootReader;
import dev.reveille.worker.board.page.Chrome;
import dev.reveille.worker.board.page.Clockface;
import dev.reveille.worker.board.page.HostsPage;
import dev.reveille.worker.board.page.HostsPage.HostLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The hosts as a page. */
final class HostsView {
  /** The newest runs, of any job. */
  static final int LOOKED_AT = 2_000;

  private final BoardSettings settings;
  private final Clockface clock;

  HostsView(BoardSettings settings, Clockface clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What is known of a host's boots.
   *
   * @param facts what the newest of them met; null where it did not look
   */
  record HostBoots(
      String host, List<BootEnd> boots, @Nullable Instant seen, @Nullable HostFacts facts) {
    HostBoots {
      boots = List.copyOf(boots);
    }

    long failed() {
      return boots.stream().filter(boot -> boot.end() != EventType.BOOT_READY).count();
    }

    @Nullable Instant last() {
      return boots.isEmpty() ? null : boots.get(boots.size() - 1).at();
    }
  }

  static List<HostBoots> read(BoardSettings settings) {
    Map<String, List<BootEnd>> boots = new TreeMap<>();
    Map<String, Instant> seen = new TreeMap<>();
    for (OpenHere open : settings.log().board().open()) {
      boots.put(open.host(), new ArrayList<>());
      seen.put(open.host(), open.seenAt());
    }
    for (BootEnd boot : settings.log().board().boots(LOOKED_AT)) {
      String host = Objects.requireNonNullElse(boot.host(), "unknown");
      boots.computeIfAbsent(host, name -> new ArrayList<>()).add(boot);
    }
    Map<String, HostFacts> facts = new TreeMap<>();
    for (BootSample sample :
        settings.log().boots().samples(BootReader.Query.of(settings.owner(), null, LOOKED_AT))) {
      facts.putIfAbsent(sample.host(), sample.facts());
    }
    return boots.entrySet().stream()
        .map(
            entry ->
                new HostBoots(
                    entry.getKey(),
                    entry.getValue(),
                    seen.get(entry.getKey()),
                    facts.get(entry.getKey())))
        .toList();
  }

  HostsPage page(Chrome chrome) {
    WorkerNow worker = settings.worker().get();
    return new HostsPage(
        chrome,
        worker.seats(),
        worker.agents(),
        worker.idle(),
        worker.shortfall(),
        RollCallView.providers(worker.lanes(), clock),
        lines(worker.host()),
        LOOKED_AT);
  }

  private List<HostLine> lines(String here) {
    return read(settings).stream().map(host -> line(host, here)).toList();
  }

  private HostLine line(HostBoots host, String here) {
    Percentiles took = Percentiles.of(host.boots());
    Instant last = host.last();
    Instant seen = host.seen();
    return new HostLine(
        Safe.line(host.host()),
        host.host().equals(here),
        HostWords.of(host.facts(), clock),
        Clockface.number((long) host.boots().size()),
        Clockface.number(host.failed()),
        host.failed() > 0,
        Clockface.span(took.median()),
        Clockface.span(took.p95()),
        Clockface.span(took.at(1)),
        last == null ? "–" : clock.away(last),
        seen == null ? "–" : clock.away(seen));
  }
}
