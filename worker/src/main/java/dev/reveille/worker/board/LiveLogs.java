package dev.reveille.worker.board;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.domain.Json;
import dev.reveille.domain.Safe;
import dev.reveille.domain.run.OutputChunk;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.RunView;
import dev.reveille.runlog.RunReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What agents say, to those who follow it as server-sent events. Looks into the run log four times
 * a second for each; a browser that comes back goes on where it was. Thread-safe.
 */
final class LiveLogs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveLogs.class);
  private static final long LOOK_MILLIS = 250;
  private static final int FOLLOWERS = 50;
  private static final int PIECES = 200;
  private static final int QUIET_LOOKS = 40;
  private static final int NEVER_FOLLOWED = 1_000;

  private final RunReader log;
  private final AtomicInteger followers = new AtomicInteger();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread looking = new Thread(task, "board-logs");
            looking.setDaemon(true);
            return looking;
          });

  LiveLogs(RunReader log) {
    this.log = log;
  }

  /**
   * Answers with the output of a run until it has ended.
   *
   * @throws Refused when there is no such run, or too many are followed
   */
  void follow(Asked asked, Response response, Callback callback, Map<String, String> headers) {
    RunKey key = RunLookup.key(log, asked.part(1), asked.query("runId"));
    if (followers.incrementAndGet() > FOLLOWERS) {
      followers.decrementAndGet();
      throw new Refused(503, FOLLOWERS + " logs are followed already; close one, then load again.");
    }
    headers.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Position from = Position.of(asked.header("Last-Event-ID"), asked.query("after"));
    look(new Follower(key, response, callback), from, 0);
  }

  private record Follower(RunKey key, Response response, Callback callback) {}

  /** The last piece that was sent. */
  private record Position(int attempt, long seq) {
    static Position of(@Nullable String... texts) {
      for (String text : texts) {
        if (text != null && text.matches("\\d{1,9}-\\d{1,18}")) {
          int dash = text.indexOf('-');
          return new Position(
              Integer.parseInt(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
        }
      }
      return new Position(0, 0);
    }
  }

  private void look(Follower follower, Position after, int quiet) {
    try {
      // Asked before the output is read: what an ended run said is complete by then.
      boolean ended =
          log.find(follower.key(), 0).map(RunView::status).map(RunStatus::ended).orElse(true);
      List<OutputChunk> pieces = log.output(follower.key(), after.attempt(), after.seq(), PIECES);
      if (pieces.isEmpty() && ended) {
        end(follower);
      } else if (pieces.isEmpty()) {
        // A comment now and then keeps what stands between from giving the connection up.
        int looks = quiet + 1;
        send(follower, looks % QUIET_LOOKS == 1 ? ": still here\n\n" : "", after, looks);
      } else {
        OutputChunk last = pieces.get(pieces.size() - 1);
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(event(piece)));
        send(follower, text.toString(), new Position(last.attempt(), last.seq()), 0);
      }
    } catch (RuntimeException e) {
      LOG.debug("a followed log ended: {}", e.getMessage());
      followers.decrementAndGet();
      follower.callback().failed(e);
    }
  }

  private void send(Follower follower, String text, Position at, int quiet) {
    Runnable next = () -> later(follower, at, quiet);
    if (text.isEmpty()) {
      next.run();
      return;
    }
    follower
        .response()
        .write(
            false,
            ByteBuffer.wrap(text.getBytes(UTF_8)),
            Callback.from(
                next,
                gone -> {
                  followers.decrementAndGet();
                  follower.callback().failed(gone);
                }));
  }

  private void later(Follower follower, Position at, int quiet) {
    long pause = quiet == 0 ? 0 : LOOK_MILLIS;
    if (quiet > NEVER_FOLLOWED * QUIET_LOOKS || thread.isShutdown()) {
      end(follower);
      return;
    }
    thread.schedule(() -> look(follower, at, quiet), pause, TimeUnit.MILLISECONDS);
  }

  private void end(Follower follower) {
    followers.decrementAndGet();
    follower
        .response()
        .write(
            true, ByteBuffer.wrap("event: end\ndata: {}\n\n".getBytes(UTF_8)), follower.callback());
  }

  private static String event(OutputChunk piece) {
    ObjectNode data = Json.mapper().createObjectNode();
    data.put("stream", piece.stream()).put("text", Safe.text(piece.text()));
    return "id: " + piece.attempt() + "-" + piece.seq() + "\ndata: " + Json.write(data) + "\n\n";
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
