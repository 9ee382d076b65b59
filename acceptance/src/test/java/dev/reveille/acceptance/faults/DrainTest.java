package dev.reveille.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.drill.ProviderScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM to a worker whose agents are at work. */
class DrainTest {
  @TempDir Path root;

  @Test
  void what_ends_in_time_is_good_and_what_does_not_is_ended_as_host_lost() throws Exception {
    try (Rig rig = Rig.in(root, ProviderScript.pleasant().latency(Duration.ofSeconds(3)))) {
      rig.folder
          .agent("ends-in-time", "", "")
          .agent("stays", "--children 1 --ignore-sigterm --hang output", "")
          .agent("boots", "--hang session/new --ignore-sigterm", "boot: {timeout: 50s}\n");
      rig.apply();
      try (WorkerProcess worker = rig.workApart()) {
        RunKey stays = rig.start("stays");
        RunKey boots = rig.start("boots");
        rig.awaitEvent(stays, EventType.EFFECT);
        RunKey endsInTime = rig.start("ends-in-time");
        rig.awaitEvent(endsInTime, EventType.EFFECT);
        assertThat(rig.view(endsInTime).verdict()).isNull();

        worker.terminate();

        assertThat(worker.exitCode(Duration.ofSeconds(30))).isZero();
        assertThat(rig.view(endsInTime).verdict()).isEqualTo("OK");
        RunView ended = rig.view(stays);
        assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
        assertThat(ended.verdict()).isEqualTo("HOST_LOST");
        assertThat(ended.message()).contains("the worker was stopped");
        assertThat(rig.view(boots).status()).isNotEqualTo(RunStatus.SUCCEEDED);
        for (String job : List.of("ends-in-time", "stays", "boots")) {
          assertThat(Orphans.of(job)).isEmpty();
        }
      }
    }
  }
}
