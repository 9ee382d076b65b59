package dev.reveille.acceptance.board;

import dev.reveille.gateway.pace.BreakerState;
import dev.reveille.gateway.pace.LaneView;
import dev.reveille.runlog.JdbcRunLog;
import dev.reveille.runlog.RunLogSettings;
import dev.reveille.runlog.RunLogs;
import dev.reveille.worker.board.Board;
import dev.reveille.worker.board.BoardSettings;
import dev.reveille.worker.board.DeskRefusal;
import dev.reveille.worker.board.JobDesk;
import dev.reveille.worker.board.WorkerNow;
import dev.reveille.worker.pages.Pages;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A board over a run log, of a worker whose server has no jobs. */
final class OwnBoard implements AutoCloseable {
  static final String TOKEN = "a-token-that-nobody-guesses";

  final JdbcRunLog log;
  private final Board board;
  private final Pages pages;

  private OwnBoard(JdbcRunLog log, Board board, Pages pages) {
    this.log = log;
    this.board = board;
    this.pages = pages;
  }

  static OwnBoard over(Path folder, int port) throws IOException {
    JdbcRunLog log = RunLogs.open(RunLogSettings.sqlite(folder));
    Board board =
        new Board(
            new BoardSettings(
                log,
                new NobodysDesk(),
                OwnBoard::worker,
                null,
                TOKEN,
                false,
                "this test",
                URI.create("http://127.0.0.1:8233"),
                ZoneId.of("UTC"),
                Clock.systemUTC()));
    return new OwnBoard(
        log,
        board,
        Pages.start(
            new InetSocketAddress("127.0.0.1", port), () -> "", Optional::empty, board.handler()));
  }

  private static WorkerNow worker() {
    return new WorkerNow(
        "desk-01",
        8,
        3,
        1,
        null,
        List.of(
            new LaneView("openai", 0, 3, 8, BreakerState.CLOSED, 48_211, 12, 0),
            new LaneView("anthropic", 5, 0, 2, BreakerState.OPEN, 1_804, 96, 2)));
  }

  URI address() {
    return pages.address();
  }

  @Override
  public void close() {
    board.close();
    pages.close();
    log.close();
  }

  private static final class NobodysDesk implements JobDesk {
    @Override
    public Optional<Held> held(String job) {
      return Optional.empty();
    }

    @Override
    public String start(String job) {
      throw unknown();
    }

    @Override
    public void pause(String job, String note) {
      throw unknown();
    }

    @Override
    public void resume(String job) {
      throw unknown();
    }

    private static DeskRefusal unknown() {
      return new DeskRefusal(DeskRefusal.Kind.UNKNOWN, "There is no such job.", new IOException());
    }
  }

  /** To look at it by hand. */
  public static void main(String... arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    if (!java.nio.file.Files.exists(folder.resolve("runs.db"))) {
      long begin = System.nanoTime();
      CrowdedRunLog.fill(folder, Instant.now());
      System.out.printf("filled in %.1f s%n", (System.nanoTime() - begin) / 1e9);
    }
    try (OwnBoard board = over(folder, 8700)) {
      System.out.println(board.address());
      Thread.currentThread().join();
    }
  }
}
