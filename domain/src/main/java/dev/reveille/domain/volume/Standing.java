package dev.reveille.domain.volume;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reveille.domain.Spoken;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job's past shows so far, by one measure.
 *
 * @param goodRuns that are counted, the newest of them
 * @param needed so many teach what is usual
 * @param usual bytes, milliseconds, or a count; null while there is no good run
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Standing(Measure of, int goodRuns, int needed, @Nullable Long usual) {
  private static final Occasion ANY = new Occasion(Instant.EPOCH, ZoneOffset.UTC, true);

  /** How each rule's past stands. */
  public static List<Standing> of(List<VolumeRule> rules, List<GoodRun> past) {
    return rules.stream()
        .map(
            rule -> {
              Usual whole = Past.of(rule.of(), ANY, rule.since(), past).whole();
              return new Standing(
                  rule.of(),
                  whole == null ? 0 : whole.runs(),
                  Past.ENOUGH,
                  whole == null ? null : whole.median());
            })
        .toList();
  }

  /** Whether too few runs were good yet to tell what is usual. */
  public boolean isLearning() {
    return goodRuns < needed;
  }

  /** Such as {@code usual output 4.1 kB (12 good runs)}. */
  public String words() {
    Long known = usual;
    return isLearning() || known == null
        ? "learning its usual " + of.word() + ": " + goodRuns + " of " + needed + " good runs"
        : "usual "
            + of.word()
            + " "
            + of.bare(known)
            + " ("
            + Spoken.count(goodRuns, "good run")
            + ")";
  }
}
