package dev.reveille.worker.board;

import org.eclipse.jetty.server.Handler;

/** The board of a worker, to be served with its other pages until it is closed. */
public final class Board implements AutoCloseable {
  private final LiveLogs logs;
  private final BoardHandler handler;

  public Board(BoardSettings settings) {
    logs = new LiveLogs(settings.log());
    handler = new BoardHandler(settings, logs);
  }

  /** What serves it. */
  public Handler handler() {
    return handler;
  }

  /** Ends what is still followed live. */
  @Override
  public void close() {
    logs.close();
  }
}
