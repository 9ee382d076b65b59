package dev.reveille.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short form of bench/gateway: figures are printed, and what is no matter of time is held. */
@Timeout(120)
class GatewayBenchTest {
  private static final int CALLS = 150;
  private static final int STREAMS = 8;

  @TempDir Path folder;

  @Test
  void every_answer_comes_whole_through_the_gateway_and_under_strain() throws Exception {
    try (Program provider = GatewayBench.provider(folder)) {
      int port = Integer.parseInt(provider.await(Pattern.compile("^(\\d+)$"), 30));
      try (Contender direct = Contender.direct(port);
          Contender alone = Contender.alone(port, made("alone"));
          Contender inWorker = Contender.inWorker(port, made("worker"))) {
        Overhead overhead =
            Overhead.measure(
                List.of(direct, alone, inWorker), new Overhead.Settings(1, CALLS, STREAMS, 1, 20));
        System.out.println(overhead);
        for (Contender each : List.of(direct, alone, inWorker)) {
          assertThat(overhead.made(each.name())).isGreaterThanOrEqualTo(CALLS + STREAMS);
        }

        System.out.println(Strain.on(inWorker, 0.1));
      }
    }
  }

  private Path made(String name) throws Exception {
    return Files.createDirectory(folder.resolve(name));
  }
}
