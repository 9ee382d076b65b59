package dev.reveille.worker.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.job.AlertPolicy;
import dev.reveille.domain.job.Overlap;
import dev.reveille.domain.job.ScheduleRule;
import dev.reveille.domain.job.Stagger;
import dev.reveille.domain.slot.Promise;
import dev.reveille.domain.slot.Watched;
import dev.reveille.runlog.BoardReader.Roll;
import dev.reveille.worker.board.RollCall.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RollCallTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Promise EACH_MINUTE =
      new Promise(
          "desk",
          "tick",
          "tick",
          NOON,
          "sha256:00",
          ScheduleRule.every(Duration.ofSeconds(60), null, Stagger.jitter(Duration.ZERO)),
          Duration.ZERO,
          List.of(),
          Overlap.SKIP,
          Duration.ofMinutes(10),
          Duration.ofMinutes(10),
          AlertPolicy.USUAL);

  @Test
  void a_job_is_never_due_next_in_the_past() {
    Instant now = NOON.plusSeconds(90);

    assertThat(line(NOON.plusSeconds(60)).next(EACH_MINUTE, now)).isEqualTo(NOON.plusSeconds(120));
    assertThat(line(NOON.plusSeconds(180)).next(EACH_MINUTE, now)).isEqualTo(NOON.plusSeconds(180));
    assertThat(line(null).next(EACH_MINUTE, now)).isNull();
  }

  private static Line line(@Nullable Instant next) {
    return Line.of(new Roll("tick", next, Watched.KEPT, ""));
  }
}
