package dev.reveille.drill.agent;

import dev.reveille.drill.flags.FlagValues;
import dev.reveille.drill.flags.UsageException;
import dev.reveille.drill.flags.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What goes wrong at which stage. */
final class Trouble {
  private static final String BY_SIGNAL = "kill";

  private final Map<Stage, Duration> delays = new EnumMap<>(Stage.class);
  private final Map<Stage, String> hangs = new EnumMap<>(Stage.class);
  private final Map<Stage, String> deaths = new EnumMap<>(Stage.class);
  private final Map<Stage, String> failures = new EnumMap<>(Stage.class);

  Trouble(FlagValues values) {
    for (String list : values.all("stage-delay")) {
      for (String item : list.split(",")) {
        int equals = item.indexOf('=');
        if (equals < 0) {
          throw new UsageException(
              "stage-delay: " + item + " (expected: STAGE=TIME, such as initialize=2s)");
        }
        Stage stage = Stage.parse(item.substring(0, equals));
        delays.put(stage, Words.duration("stage-delay", item.substring(equals + 1)));
      }
    }
    values.all("hang").forEach(word -> hangs.put(Stage.parse(word), ""));
    values.all("die").forEach(word -> put(deaths, word, "1"));
    values.all("fail").forEach(word -> put(failures, word, "told to fail"));
    if (failures.containsKey(Stage.SPAWN) || failures.containsKey(Stage.DONE)) {
      throw new UsageException("fail: there is no request to answer at spawn and done");
    }
    deaths.values().stream()
        .filter(code -> !code.equals(BY_SIGNAL))
        .forEach(code -> Words.number("die", code, 0));
  }

  /** The boots that go wrong are over: everything goes well from here. */
  void end() {
    delays.clear();
    hangs.clear();
    deaths.clear();
    failures.clear();
  }

  /**
   * Waits, hangs or dies here, as told.
   *
   * @throws ToldToFail when the request of this stage is to be answered with an error
   */
  void enter(Stage stage, Cancellation cancellation)
      throws InterruptedException, IOException, ToldToFail {
    Duration delay = delays.get(stage);
    if (delay != null) {
      cancellation.pause(delay);
    }
    if (hangs.containsKey(stage)) {
      System.err.println("drill agent: hangs at " + stage.written() + ", as told");
      new CountDownLatch(1).await();
    }
    String code = deaths.get(stage);
    if (code != null) {
      System.err.println("drill agent: dies at " + stage.written() + ", as told");
      die(code);
    }
    String failure = failures.get(stage);
    if (failure != null) {
      throw new ToldToFail(failure);
    }
  }

  private static void die(String code) throws IOException, InterruptedException {
    if (code.equals(BY_SIGNAL)) {
      new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
          .start()
          .waitFor();
      new CountDownLatch(1).await();
    }
    Runtime.getRuntime().halt(Integer.parseInt(code));
  }

  private static void put(Map<Stage, String> into, String word, String otherwise) {
    int colon = word.indexOf(':');
    if (colon < 0) {
      into.put(Stage.parse(word), otherwise);
    } else {
      into.put(Stage.parse(word.substring(0, colon)), word.substring(colon + 1));
    }
  }

  /** The script wants this request answered with an error. */
  static final class ToldToFail extends Exception {
    private static final long serialVersionUID = 1L;

    ToldToFail(String message) {
      super(message);
    }
  }
}
