package dev.reveille.bench.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is asked of the {@link CannedProvider}; it stands in the prompt, which gateways pass on as
 * it is.
 *
 * @param events of a stream, beside its last
 * @param padding letters more in each
 * @param delayMillis before each
 * @param weight bytes more in the request
 */
record Ask(boolean stream, int events, int padding, int delayMillis, int weight) {
  private static final Pattern ASKED = Pattern.compile("Plan e(\\d+)p(\\d+)d(\\d+) ");

  /** The prompt begins near an end of a body, wherever a gateway puts it. */
  private static final int SEARCHED = 64 << 10;

  static final Ask WHOLE = new Ask(false, 0, 0, 0, 0);

  static Ask stream(int events) {
    return new Ask(true, events, 0, 0, 0);
  }

  Ask padded(int letters) {
    return new Ask(stream, events, letters, delayMillis, weight);
  }

  Ask delayed(int millis) {
    return new Ask(stream, events, padding, millis, weight);
  }

  Ask weighing(int bytes) {
    return new Ask(stream, events, padding, delayMillis, bytes);
  }

  byte[] body() {
    return ("{\"model\":\""
            + Canned.MODEL
            + "\",\"stream\":"
            + stream
            + ",\"messages\":[{\"role\":\"user\",\"content\":\"Plan e"
            + events
            + "p"
            + padding
            + "d"
            + delayMillis
            + " from the files of tonight. "
            + "y".repeat(weight)
            + "\"}]}")
        .getBytes(US_ASCII);
  }

  static Ask read(HttpMessage request) {
    byte[] body = request.body();
    String ends = new String(body, 0, Math.min(SEARCHED, body.length), ISO_8859_1);
    if (body.length > SEARCHED) {
      ends += new String(body, body.length - SEARCHED, SEARCHED, ISO_8859_1);
    }
    boolean stream = ends.contains("\"stream\":true") || ends.contains("\"stream\": true");
    Matcher asked = ASKED.matcher(ends);
    if (!asked.find()) {
      throw new IllegalArgumentException("a request that this bench did not make");
    }
    return new Ask(
        stream,
        Integer.parseInt(asked.group(1)),
        Integer.parseInt(asked.group(2)),
        Integer.parseInt(asked.group(3)),
        0);
  }
}
