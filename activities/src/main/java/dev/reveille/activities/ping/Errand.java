package dev.reveille.activities.ping;

import dev.reveille.activities.web.Answer;
import dev.reveille.activities.web.Post;
import dev.reveille.activities.web.Unsent;
import dev.reveille.activities.web.Web;
import dev.reveille.domain.job.Ping;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One try of one ping. */
final class Errand {
  private static final int MOST_BYTES = 10_000;
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private final Web web;
  private final UnaryOperator<@Nullable String> secrets;

  Errand(Web web, UnaryOperator<@Nullable String> secrets) {
    this.web = web;
    this.secrets = secrets;
  }

  /** A ping did not arrive; the message holds no address. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    final boolean forGood;

    private Failed(String message, boolean forGood) {
      super(message);
      this.forGood = forGood;
    }
  }

  void send(Ping to, Waiting waiting) throws Failed, InterruptedException {
    Answer answer;
    try {
      answer =
          web.send(
              new Post(
                  waiting.signal.at(check(to), waiting.run == null ? null : waiting.run.runId()),
                  to.allowPrivate(),
                  Map.of(),
                  "text/plain; charset=utf-8",
                  cut(waiting.body)));
    } catch (Unsent unsent) {
      throw new Failed(String.valueOf(unsent.getMessage()), unsent.forGood());
    } catch (IllegalArgumentException notQuoted) {
      throw new Failed(
          "the value of " + to.urlEnv() + " is no address (expected: https://host/path)", true);
    }
    if (!answer.good()) {
      int status = answer.status();
      throw new Failed("the watcher answers " + status, status < 500 && !PASSING.contains(status));
    }
  }

  private String check(Ping to) throws Failed {
    String named = to.urlEnv();
    String url = named == null ? to.url() : secrets.apply(named);
    if (url == null || url.isBlank()) {
      throw new Failed(
          named + " is not set: put it into .env beside reveille.yaml, or into the environment",
          false);
    }
    return url.strip();
  }

  /** As much as watchers keep, without half a character at its end. */
  private static byte[] cut(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MOST_BYTES) {
      return bytes;
    }
    int end = MOST_BYTES;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }
}
