package dev.reveille.worker.board;

import dev.reveille.domain.Safe;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.boothealth.HostFacts;
import dev.reveille.worker.board.page.Clockface;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a host was like, in one line. */
final class HostWords {
  private HostWords() {}

  /** What is known of it; empty for nothing. */
  static String of(@Nullable HostFacts facts, Clockface clock) {
    if (facts == null) {
      return "";
    }
    List<String> words = new ArrayList<>();
    Integer cores = facts.cores();
    if (cores != null) {
      words.add(Spoken.count(cores, "core"));
    }
    Long memory = facts.memoryBytes();
    Long free = facts.memoryFreeBytes();
    if (memory != null) {
      words.add((free == null ? "" : Spoken.bytes(free) + " free of ") + Spoken.bytes(memory));
    }
    number(words, "load ", facts.load(), "");
    number(words, "CPU pressure ", facts.cpuPressure(), " %");
    number(words, "memory pressure ", facts.memoryPressure(), " %");
    number(words, "disk pressure ", facts.ioPressure(), " %");
    Long disk = facts.diskFreeBytes();
    if (disk != null) {
      words.add("disk " + Spoken.bytes(disk) + " free");
    }
    if (facts.hostUpSince() != null) {
      words.add("host started " + clock.away(facts.hostUpSince()));
    }
    if (facts.workerUpSince() != null) {
      words.add("worker " + clock.away(facts.workerUpSince()));
    }
    if (facts.osImage() != null) {
      words.add(Safe.line(facts.osImage()));
    }
    if (facts.runtime() != null) {
      words.add(Safe.line(facts.runtime()));
    }
    if (facts.agentRuntime() != null) {
      words.add(Safe.line(facts.agentRuntime()));
    }
    return String.join(" · ", words);
  }

  private static void number(List<String> words, String name, @Nullable Double value, String unit) {
    if (value != null) {
      words.add(name + String.format(Locale.ROOT, "%.1f", value) + unit);
    }
  }
}
