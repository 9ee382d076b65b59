package dev.reveille.workflows;

import dev.reveille.workflows.AlertInbox.Alert;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Channels that take every alert, but for those that are dead. */
final class ScriptedChannels implements AlertActivity {
  final Set<String> dead = ConcurrentHashMap.newKeySet();
  final List<String> delivered = new CopyOnWriteArrayList<>();
  final List<String> lost = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<String> news = new LinkedBlockingQueue<>();

  @Override
  public void deliver(Alert alert, String channel) {
    if (dead.contains(channel)) {
      throw new IllegalStateException(channel + " answers 503");
    }
    delivered.add(channel + " " + alert.workflowId());
    news.add("delivered");
  }

  @Override
  public void lost(Alert alert, String channel, String why) {
    lost.add(channel + " " + alert.workflowId() + ": " + why);
    news.add("lost");
  }

  /** Waits until something more happened. */
  void next() throws InterruptedException {
    if (news.poll(60, TimeUnit.SECONDS) == null) {
      throw new AssertionError("nothing happened for 60 s");
    }
  }

  static Alert alert(int number, String... channels) {
    return new Alert(
        "nightly",
        "Nightly plan",
        "nightly-" + number,
        "run-" + number,
        Definitions.DUE,
        "BOOT_TIMEOUT",
        "Hung in session/new.",
        "See which stage hung.",
        List.of(channels));
  }
}
