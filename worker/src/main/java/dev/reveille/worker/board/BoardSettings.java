package dev.reveille.worker.board;

import static java.util.Objects.requireNonNull;

import dev.reveille.runlog.RunReader;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a board is made of.
 *
 * @param owner whose jobs it shows; null for all
 * @param token what must be shown to act, and on an open board to read; never printed
 * @param open whether others than this machine can reach it
 * @param tokenPlace where a person finds the token, in words
 * @param temporalUi null where it is not known
 */
public record BoardSettings(
    RunReader log,
    JobDesk desk,
    Supplier<WorkerNow> worker,
    @Nullable String owner,
    String token,
    boolean open,
    String tokenPlace,
    @Nullable URI temporalUi,
    ZoneId zone,
    Clock clock) {
  private static final int SHORTEST_TOKEN = 16;

  public BoardSettings {
    requireNonNull(log, "log is null");
    requireNonNull(desk, "desk is null");
    requireNonNull(worker, "worker is null");
    requireNonNull(tokenPlace, "tokenPlace is null");
    requireNonNull(zone, "zone is null");
    requireNonNull(clock, "clock is null");
    if (token.length() < SHORTEST_TOKEN) {
      throw new IllegalArgumentException(
          "the board's token has "
              + token.length()
              + " characters (expected: at least "
              + SHORTEST_TOKEN
              + ")");
    }
  }

  @Override
  public String toString() {
    return "board of " + (owner == null ? "all owners" : owner);
  }
}
