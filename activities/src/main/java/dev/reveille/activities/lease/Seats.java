package dev.reveille.activities.lease;

import io.temporal.activity.ActivityInfo;
import io.temporal.worker.tuning.ActivitySlotInfo;
import io.temporal.worker.tuning.SlotMarkUsedContext;
import io.temporal.worker.tuning.SlotPermit;
import io.temporal.worker.tuning.SlotReleaseContext;
import io.temporal.worker.tuning.SlotReserveContext;
import io.temporal.worker.tuning.SlotSupplier;
import io.temporal.worker.tuning.SlotSupplierFuture;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The seats of a host, handed to Temporal as the slots of its boot worker: a boot is polled for
 * only while a seat is free, so that waiting happens on the queue, where it is visible and charged
 * to no budget. Thread-safe.
 */
public final class Seats implements SlotSupplier<ActivitySlotInfo> {
  private final int size;
  private int free;
  private int used;
  private final ArrayDeque<CompletableFuture<SlotPermit>> waiting = new ArrayDeque<>();
  private final Map<String, Seat> booting = new HashMap<>();

  /**
   * @param size agents this host keeps at once, 1 or more
   */
  public Seats(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("seats: " + size + " (expected: >= 1)");
    }
    this.size = size;
    this.free = size;
  }

  /** Seats taken by boots and leases, and by polls that wait for a boot. */
  public synchronized int taken() {
    return size - free;
  }

  /** Agents this host keeps at once. */
  public int size() {
    return size;
  }

  /** Whether boots and agents sit on every seat, so that nobody polls for another boot. */
  public synchronized boolean allUsed() {
    return used >= size;
  }

  @Override
  public synchronized SlotSupplierFuture reserveSlot(SlotReserveContext<ActivitySlotInfo> context) {
    if (free > 0) {
      free--;
      return SlotSupplierFuture.completedFuture(new SlotPermit(new Seat(this)));
    }
    CompletableFuture<SlotPermit> wait = new CompletableFuture<>();
    waiting.addLast(wait);
    return SlotSupplierFuture.fromCompletableFuture(wait, () -> giveUp(wait));
  }

  @Override
  public synchronized Optional<SlotPermit> tryReserveSlot(
      SlotReserveContext<ActivitySlotInfo> context) {
    if (free == 0) {
      return Optional.empty();
    }
    free--;
    return Optional.of(new SlotPermit(new Seat(this)));
  }

  @Override
  public void markSlotUsed(SlotMarkUsedContext<ActivitySlotInfo> context) {
    String boot = boot(context.getSlotInfo().getActivityInfo());
    Seat seat = seat(context.getSlotPermit());
    seat.usedBy(boot);
    synchronized (this) {
      booting.put(boot, seat);
      used++;
    }
  }

  @Override
  public void releaseSlot(SlotReleaseContext<ActivitySlotInfo> context) {
    Seat seat = seat(context.getSlotPermit());
    String boot = seat.boot();
    if (boot != null) {
      synchronized (this) {
        booting.remove(boot);
      }
    }
    seat.slotReleased();
  }

  @Override
  public Optional<Integer> getMaximumSlots() {
    return Optional.of(size);
  }

  /** The seat on which a running boot sits; null when the boot does not run here. */
  public synchronized @Nullable Seat of(ActivityInfo info) {
    return booting.get(boot(info));
  }

  /** Hands the seat to the longest waiting poll, or makes it free. */
  void freed(boolean wasUsed) {
    if (wasUsed) {
      synchronized (this) {
        used--;
      }
    }
    while (true) {
      CompletableFuture<SlotPermit> next;
      synchronized (this) {
        next = waiting.pollFirst();
        if (next == null) {
          free++;
          return;
        }
      }
      if (next.complete(new SlotPermit(new Seat(this)))) {
        return;
      }
    }
  }

  private void giveUp(CompletableFuture<SlotPermit> wait) {
    boolean waited;
    synchronized (this) {
      waited = waiting.remove(wait);
    }
    if (!waited && !wait.cancel(false) && !wait.isCompletedExceptionally()) {
      seat(wait.join()).slotReleased();
    }
  }

  private static Seat seat(SlotPermit permit) {
    return (Seat) permit.userData;
  }

  private static String boot(ActivityInfo info) {
    return info.getRunId() + "/" + info.getActivityId() + "/" + info.getAttempt();
  }
}
