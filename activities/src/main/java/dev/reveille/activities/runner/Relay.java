package dev.reveille.activities.runner;

import dev.reveille.activities.command.CommandListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what a program says before anybody watches its turn, and then passes everything on. */
final class Relay implements CommandListener {
  private record Said(String stream, String text) {}

  private final boolean passOutput;
  private final List<Said> early = new ArrayList<>();
  private @Nullable TurnWatcher watcher;

  /**
   * @param passOutput whether standard output is what the program says, and no form of its own
   */
  Relay(boolean passOutput) {
    this.passOutput = passOutput;
  }

  synchronized void to(TurnWatcher watcher) {
    this.watcher = watcher;
    early.forEach(said -> watcher.output(said.stream(), said.text()));
    early.clear();
  }

  @Override
  public void onOutput(String text) {
    if (passOutput) {
      say("out", text);
    }
  }

  @Override
  public void onError(String text) {
    say("err", text);
  }

  private synchronized void say(String stream, String text) {
    if (watcher == null) {
      early.add(new Said(stream, text));
    } else {
      watcher.output(stream, text);
    }
  }
}
