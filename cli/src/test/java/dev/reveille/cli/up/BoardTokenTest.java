package dev.reveille.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardTokenTest {
  private static final int ROUNDS = 20;
  private static final int WORKERS = 4;

  @TempDir Path data;

  @Test
  void workers_that_start_at_once_have_one_token_that_their_owner_alone_reads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
    try {
      CyclicBarrier together = new CyclicBarrier(WORKERS);
      for (int round = 0; round < ROUNDS; round++) {
        Path folder = Files.createDirectory(data.resolve("round-" + round));
        Callable<String> worker =
            () -> {
              together.await();
              return token(folder);
            };
        for (Future<String> each :
            Stream.generate(() -> threads.submit(worker)).limit(WORKERS).toList()) {
          assertThat(each.get()).isEqualTo(token(folder)).hasSizeGreaterThan(40);
        }
        try (Stream<Path> files = Files.list(folder)) {
          assertThat(files).containsExactly(folder.resolve("board-token"));
        }
        assertThat(Files.getPosixFilePermissions(folder.resolve("board-token")))
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void a_token_that_is_too_short_to_be_one_is_refused_wherever_it_is_from() throws Exception {
    Files.writeString(data.resolve("board-token"), "\n");

    assertThatThrownBy(() -> token(data)).hasMessageContaining("delete it, and a new one is made");
    assertThatThrownBy(() -> BoardToken.of(Map.of(BoardToken.VARIABLE, "short"), data))
        .hasMessageContaining("has 5 characters (expected: at least 16)");
  }

  private static String token(Path folder) throws IOException {
    return BoardToken.of(Map.of(), folder).secret();
  }
}
