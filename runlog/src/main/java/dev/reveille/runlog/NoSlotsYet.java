package dev.reveille.runlog;

import dev.reveille.domain.slot.ServedSlot;
import dev.reveille.domain.slot.SlotFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ledger of a run log that nobody has written yet. */
final class NoSlotsYet implements SlotReader {
  @Override
  public List<Spec> specs(String owner) {
    return List.of();
  }

  @Override
  public List<OpenSlot> undecided(String owner, Instant dueBefore, long afterId, int limit) {
    return List.of();
  }

  @Override
  public List<OpenSlot> overtaken(String owner, Instant openedSince, int limit) {
    return List.of();
  }

  @Override
  public Optional<SlotFacts.Other> other(String owner, String job, Instant due, Instant latest) {
    return Optional.empty();
  }

  @Override
  public boolean passedBy(String owner, String job, Instant due) {
    return false;
  }

  @Override
  public List<Untold> untold(String owner, int limit) {
    return List.of();
  }

  @Override
  public List<Unsettled> unsettled(String owner, Instant openedBefore, int limit) {
    return List.of();
  }

  @Override
  public Map<String, Instant> troubled(String owner) {
    return Map.of();
  }

  @Override
  public List<ServedSlot> list(Query query) {
    return List.of();
  }
}
