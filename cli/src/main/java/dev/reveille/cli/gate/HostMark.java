package dev.reveille.cli.gate;

import dev.reveille.cli.gate.Boots.Sampled;
import dev.reveille.domain.Spoken;
import dev.reveille.domain.boothealth.HostFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * By what a host is told from another when boots are compared. Its name is none of that: a machine
 * of a build service has a new one each day.
 *
 * @param names of all that took part
 * @param load median over the boots
 */
record HostMark(
    List<String> names,
    @Nullable Integer cores,
    @Nullable Long memoryBytes,
    @Nullable String osImage,
    @Nullable Double load) {
  /** Kernels of the same machine do not always count the same memory. */
  private static final double SAME_MEMORY = 0.05;

  HostMark {
    names = List.copyOf(names);
  }

  static HostMark of(List<Sampled> samples) {
    HostFacts facts =
        samples.stream()
            .map(Sampled::facts)
            .filter(known -> known.cores() != null)
            .findFirst()
            .orElse(HostFacts.UNKNOWN);
    double[] loads =
        samples.stream()
            .map(sample -> sample.facts().load())
            .filter(Objects::nonNull)
            .flatMapToDouble(DoubleStream::of)
            .sorted()
            .toArray();
    return new HostMark(
        samples.stream().map(Sampled::host).filter(Objects::nonNull).distinct().sorted().toList(),
        facts.cores(),
        facts.memoryBytes(),
        facts.osImage(),
        loads.length == 0 ? null : Double.valueOf(loads[loads.length / 2]));
  }

  /** In what another host differs, in words; empty where it is as good as the same. */
  Optional<String> unlike(HostMark other) {
    List<String> differences = new ArrayList<>();
    if (cores != null && other.cores != null && !cores.equals(other.cores)) {
      differences.add(other.cores + " cores there, " + cores + " here");
    }
    if (memoryBytes != null
        && other.memoryBytes != null
        && Math.abs(memoryBytes - other.memoryBytes) > SAME_MEMORY * memoryBytes) {
      differences.add(
          Spoken.bytes(other.memoryBytes)
              + " of memory there, "
              + Spoken.bytes(memoryBytes)
              + " here");
    }
    if (osImage != null && other.osImage != null && !osImage.equals(other.osImage)) {
      differences.add(other.osImage + " there, " + osImage + " here");
    }
    return differences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", differences));
  }

  /** Such as {@code desk, 4 cores, 16.0 GB}. */
  String inWords() {
    List<String> words = new ArrayList<>(names);
    if (cores != null) {
      words.add(cores + " cores");
    }
    if (memoryBytes != null) {
      words.add(Spoken.bytes(memoryBytes));
    }
    return words.isEmpty() ? "an unknown host" : String.join(", ", words);
  }
}
