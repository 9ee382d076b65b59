package dev.reveille.cli.up;

import dev.reveille.cli.session.Failure;
import dev.reveille.cli.session.Session;
import dev.reveille.runlog.RunReader;
import dev.reveille.worker.board.Board;
import dev.reveille.worker.board.BoardSettings;
import dev.reveille.worker.board.JobDesk;
import dev.reveille.worker.board.WorkerNow;
import dev.reveille.worker.pages.Health;
import dev.reveille.worker.pages.Pages;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The board, and the pages beside it, until closed. */
final class BoardPages implements AutoCloseable {
  private final Board board;
  private final Pages pages;

  private BoardPages(Board board, Pages pages) {
    this.board = board;
    this.pages = pages;
  }

  /**
   * What they are made of.
   *
   * @param owner whose jobs are shown; null for all
   * @param ui Temporal's Web UI; null where it is not known
   */
  record Parts(
      Session session,
      RunReader log,
      JobDesk desk,
      Supplier<WorkerNow> worker,
      Supplier<String> metrics,
      Health health,
      @Nullable String owner,
      @Nullable URI ui) {}

  static BoardPages start(InetSocketAddress at, Parts parts) throws IOException {
    BoardToken token =
        BoardToken.of(parts.session().here().environment(), parts.session().data().path());
    Board board =
        new Board(
            new BoardSettings(
                parts.log(),
                parts.desk(),
                parts.worker(),
                parts.owner(),
                token.secret(),
                !Pages.isThisMachine(at),
                token.place(),
                parts.ui(),
                ZoneId.systemDefault(),
                Clock.systemUTC()));
    try {
      return new BoardPages(
          board, Pages.start(at, parts.metrics(), parts.health(), board.handler()));
    } catch (IOException e) {
      board.close();
      throw Failure.failed(
          "--board-port: "
              + at.getHostString()
              + ":"
              + at.getPort()
              + " cannot be had ("
              + e.getMessage()
              + "); name another, or leave it out for a free one",
          e);
    }
  }

  URI address() {
    return pages.address();
  }

  @Override
  public void close() {
    board.close();
    pages.close();
  }
}
