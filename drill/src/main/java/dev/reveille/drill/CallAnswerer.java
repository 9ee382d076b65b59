package dev.reveille.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.drill.ProviderScript.Refusals;
import dev.reveille.drill.ProviderScript.Tokens;
import dev.reveille.drill.RecordedRequest.Outcome;
import dev.reveille.drill.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Decides by the script what becomes of a request. Thread-safe. */
final class CallAnswerer {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger inHand = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private volatile Scene scene;

  CallAnswerer(ProviderScript script) {
    this.scene = new Scene(script);
  }

  void script(ProviderScript script) {
    scene = new Scene(script);
  }

  int peakConcurrency() {
    return peak.get();
  }

  void close() {
    closed.countDown();
  }

  /** Returns false when the connection is to be broken. */
  boolean answer(RecordedRequest request, ResponseWriter writer) throws IOException {
    Scene now = scene;
    if (!request.dialect().isCall()) {
      return side(request, writer, now.script);
    }
    int inHandNow = inHand.incrementAndGet();
    peak.accumulateAndGet(inHandNow, Math::max);
    try {
      return call(request, writer, now, inHandNow);
    } finally {
      inHand.decrementAndGet();
    }
  }

  private boolean call(RecordedRequest request, ResponseWriter writer, Scene now, int inHandNow)
      throws IOException {
    Shape shape = Shape.of(request.dialect());
    int number = now.calls.incrementAndGet();
    ProviderScript script = now.script;
    Refusals refusals = script.refusals();
    int refusal = refusal(request, refusals, number, inHandNow);
    if (refusal != 0) {
      return refuse(writer, shape, refusals, refusal);
    }
    if (script.pace().hang()) {
      writer.ended(Outcome.HUNG);
      pause(Duration.ofSeconds(Long.MAX_VALUE / 2_000_000_000L));
      return false;
    }
    pause(script.pace().latency());
    Question question = shape.read(request.body());
    Reply reply = reply(request, script, question, number);
    int cutAfter = script.pace().cutAfter();
    writer.guise(script.guise());
    return (question.stream() && !script.guise().whole())
        ? writer.stream(
            events(shape, reply, question, script.guise().honestEvents()),
            () -> pause(script.pace().chunkDelay()),
            cutAfter)
        : writer.whole(200, shape.whole(reply), cutAfter);
  }

  private static List<ServerEvent> events(
      Shape shape, Reply reply, Question question, int honestEvents) {
    List<ServerEvent> events = shape.stream(reply, question);
    if (honestEvents == 0) {
      return events;
    }
    List<ServerEvent> changing =
        new ArrayList<>(shape.stream(reply.by(question.model()), question));
    for (int at = Math.min(honestEvents, events.size()); at < events.size(); at++) {
      changing.set(at, events.get(at));
    }
    return changing;
  }

  private static int refusal(
      RecordedRequest request, Refusals refusals, int number, int inHandNow) {
    if (!presentsKey(request, refusals.requiredKey())) {
      return 401;
    }
    if (!request.body().isObject() || request.model().isEmpty()) {
      return 400;
    }
    if (refusals.status() != 0) {
      return refusals.status();
    }
    if (number <= refusals.failFirst()) {
      return refusals.failStatus();
    }
    return inHandNow > refusals.capacity() ? refusals.overStatus() : 0;
  }

  private static boolean refuse(ResponseWriter writer, Shape shape, Refusals refusals, int status)
      throws IOException {
    if (refusals.retryAfter() >= 0 && (status == 429 || status == 503)) {
      writer.header("Retry-After", Integer.toString(refusals.retryAfter()));
    }
    String why =
        switch (status) {
          case 400 -> "The drill provider needs a JSON object that names a model";
          case 401 -> "The drill provider wants another key";
          default -> "The drill provider refuses with " + status + ", as its script says";
        };
    return writer.whole(status, shape.error(status, why), -1);
  }

  private static Reply reply(
      RecordedRequest request, ProviderScript script, Question question, int number) {
    ProviderScript.Answer answer = script.answer();
    AnsweredModel model = number <= answer.honestCalls() ? AnsweredModel.echo() : answer.model();
    ToolAsk ask = answer.tool();
    ToolCall call =
        ask != null && question.toolResults() < ask.rounds()
            ? ToolPicker.pick(ask, question.tools()).orElse(null)
            : null;
    String text = SideCalls.textFor(request.body(), answer.text());
    Tokens tokens = answer.tokens();
    if (tokens == null) {
      tokens = new Tokens(estimate(request.body()), 1 + text.length() / 4);
    }
    return new Reply(request.number(), model.to(question.model()), text, call, tokens);
  }

  private boolean side(RecordedRequest request, ResponseWriter writer, ProviderScript script)
      throws IOException {
    if (!presentsKey(request, script.refusals().requiredKey())) {
      return refuse(writer, Shape.of(request.dialect()), script.refusals(), 401);
    }
    return switch (request.dialect()) {
      case COUNT_TOKENS ->
          writer.whole(200, Json.object().put("input_tokens", estimate(request.body())), -1);
      case MODELS -> models(request, writer, script);
      default ->
          writer.whole(
              404,
              new ChatShape()
                  .error(
                      404,
                      "no "
                          + request.method()
                          + " "
                          + request.path()
                          + " here; there are /v1/chat/completions,"
                          + " /v1/responses, /v1/messages and /v1/models"),
              -1);
    };
  }

  private static boolean models(
      RecordedRequest request, ResponseWriter writer, ProviderScript script) throws IOException {
    String path = request.path().replaceAll("\\?.*", "");
    if (!path.endsWith("/models")) {
      return writer.whole(200, model(path.substring(path.lastIndexOf('/') + 1)), -1);
    }
    ObjectNode list = Json.object().put("object", "list").put("has_more", false);
    list.set(
        "data",
        Json.array(script.models().stream().map(CallAnswerer::model).toArray(JsonNode[]::new)));
    return writer.whole(200, list, -1);
  }

  private static JsonNode model(String id) {
    return Json.object()
        .put("id", id)
        .put("object", "model")
        .put("type", "model")
        .put("display_name", id)
        .put("created", 1_780_000_000L)
        .put("owned_by", "drill");
  }

  private static boolean presentsKey(RecordedRequest request, String required) {
    String given = request.authorization();
    return required.isEmpty()
        || (given != null && given.replaceFirst("^Bearer ", "").equals(required));
  }

  private static int estimate(JsonNode body) {
    return 1 + Json.write(body).length() / 4;
  }

  /** Ends early, with an error, when the provider closes. */
  private void pause(Duration length) throws IOException {
    if (length.isZero()) {
      return;
    }
    try {
      if (closed.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("the provider closes");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("the provider closes", interrupted);
    }
  }

  /** A script and how many calls it has seen. */
  private static final class Scene {
    private final ProviderScript script;
    private final AtomicInteger calls = new AtomicInteger();

    Scene(ProviderScript script) {
      this.script = script;
    }
  }
}
