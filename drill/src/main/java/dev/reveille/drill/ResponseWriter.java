package dev.reveille.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.reveille.drill.RecordedRequest.Outcome;
import dev.reveille.drill.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes one answer, and breaks it off where the script says. Used by one thread. */
final class ResponseWriter {
  private final HttpExchange exchange;
  private final RequestRecorder recorder;
  private final int number;
  private int status;
  private Outcome outcome = Outcome.PENDING;
  private ProviderScript.Guise guise = ProviderScript.Guise.NONE;

  ResponseWriter(HttpExchange exchange, RequestRecorder recorder, int number) {
    this.exchange = exchange;
    this.recorder = recorder;
    this.number = number;
  }

  void header(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
  }

  /** What follows is compressed and labelled so. */
  void guise(ProviderScript.Guise guise) {
    this.guise = guise;
  }

  /**
   * Returns whether the answer was written to its end; {@code cutAfter} is in bytes, negative for
   * no cut.
   */
  boolean whole(int status, JsonNode json, int cutAfter) throws IOException {
    byte[] bytes = packed(Json.write(json).getBytes(StandardCharsets.UTF_8));
    type("application/json");
    begin(status, bytes.length);
    return piece(bytes, new Cut(cutAfter), true);
  }

  boolean stream(List<ServerEvent> events, Pause betweenEvents, int cutAfter) throws IOException {
    type("text/event-stream; charset=utf-8");
    header("Cache-Control", "no-cache");
    begin(200, 0);
    Cut cut = new Cut(cutAfter);
    for (int at = 0; at < events.size(); at++) {
      betweenEvents.take();
      byte[] bytes = packed(events.get(at).written().getBytes(StandardCharsets.UTF_8));
      if (!piece(bytes, cut, at == events.size() - 1)) {
        return false;
      }
    }
    return true;
  }

  void ended(Outcome outcome) {
    this.outcome = outcome;
    recorder.ended(number, status, outcome);
    if (outcome != Outcome.PENDING) {
      recorder.log(number);
    }
  }

  Outcome outcome() {
    return outcome;
  }

  /** Waits between two events of a stream. */
  interface Pause {
    void take() throws IOException;
  }

  private void type(String type) {
    header("Content-Type", guise.contentType().isEmpty() ? type : guise.contentType());
    if (guise.gzip()) {
      header("Content-Encoding", "gzip");
    }
  }

  /** Each event of a compressed stream is a member of its own, which may follow one another. */
  private byte[] packed(byte[] bytes) throws IOException {
    if (!guise.gzip()) {
      return bytes;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  private void begin(int status, long length) throws IOException {
    this.status = status;
    recorder.ended(number, status, Outcome.PENDING);
    exchange.sendResponseHeaders(status, length);
  }

  private boolean piece(byte[] bytes, Cut cut, boolean last) throws IOException {
    OutputStream body = exchange.getResponseBody();
    int room = cut.room(bytes.length);
    if (room < bytes.length) {
      ended(Outcome.CUT);
      body.write(Arrays.copyOf(bytes, room));
      body.flush();
      return false;
    }
    if (last) {
      // Before the client can see the end, so that whoever has read the answer finds it recorded.
      ended(Outcome.ANSWERED);
    }
    body.write(bytes);
    body.flush();
    return true;
  }

  /** Counts down the bytes that may still pass. */
  private static final class Cut {
    private int left;

    Cut(int after) {
      left = after < 0 ? Integer.MAX_VALUE : after;
    }

    int room(int wanted) {
      int room = Math.min(wanted, left);
      left -= left == Integer.MAX_VALUE ? 0 : room;
      return room;
    }
  }
}
