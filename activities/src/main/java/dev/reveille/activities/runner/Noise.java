package dev.reveille.activities.runner;

import dev.reveille.activities.process.OutputListener;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Standard error on its way to whoever watches the turn; before the turn it goes nowhere. */
final class Noise implements OutputListener {
  private final AtomicReference<@Nullable TurnWatcher> watcher = new AtomicReference<>();

  void to(TurnWatcher watcher) {
    this.watcher.set(watcher);
  }

  void stop() {
    watcher.set(null);
  }

  @Override
  public void onOutput(byte[] bytes, int length) {
    TurnWatcher now = watcher.get();
    if (now != null) {
      now.output("err", new String(bytes, 0, length, StandardCharsets.UTF_8));
    }
  }
}
