package dev.reveille.drill;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link DrillProvider} does to the calls it gets. Starts from {@link #pleasant()}, and each
 * method returns a changed copy; the flags of {@code drill provider} and the JSON of {@code PUT
 * /drill/script} say the same things.
 *
 * @param models what {@code GET /v1/models} lists
 */
public record ProviderScript(
    Answer answer, Guise guise, Pace pace, Refusals refusals, List<String> models) {
  /**
   * Longer than 200 characters and with a plan, so that it meets the contract of the example jobs.
   */
  public static final String PLEASANT_TEXT =
      """
      ## Plan

      Good morning. I read the files that were there, compared them with what yesterday left behind, and found nothing \
      that needs a person before breakfast. First the oldest items are worked off, then the new ones, and at the end \
      the result is checked once more against its source.
      """;

  public ProviderScript {
    requireNonNull(answer, "answer is null");
    requireNonNull(guise, "guise is null");
    requireNonNull(pace, "pace is null");
    requireNonNull(refusals, "refusals is null");
    models = List.copyOf(models);
  }

  /**
   * What a good answer holds.
   *
   * @param honestCalls how many calls echo the asked model before {@code model} takes force
   * @param tokens the usage reported; null to estimate it from the lengths
   */
  public record Answer(
      AnsweredModel model,
      int honestCalls,
      String text,
      @Nullable ToolAsk tool,
      @Nullable Tokens tokens) {
    public Answer {
      requireNonNull(model, "model is null");
      requireNonNull(text, "text is null");
      if (honestCalls < 0) {
        throw new IllegalArgumentException("honestCalls: " + honestCalls + " (expected: >= 0)");
      }
    }
  }

  /** Tokens read and written. */
  public record Tokens(int input, int output) {}

  /**
   * How a good answer misleads who reads along.
   *
   * @param honestEvents events of a stream that echo the asked model before {@code model} takes
   *     force within the answer
   * @param gzip compress it, asked for or not
   * @param whole one document even where a stream was asked for
   * @param contentType claimed for it; empty for the true one
   */
  public record Guise(int honestEvents, boolean gzip, boolean whole, String contentType) {
    static final Guise NONE = new Guise(0, false, false, "");

    public Guise {
      requireNonNull(contentType, "contentType is null");
      if (honestEvents < 0) {
        throw new IllegalArgumentException("honestEvents: " + honestEvents + " (expected: >= 0)");
      }
    }
  }

  /**
   * How slowly an answer comes.
   *
   * @param hang never answer at all, until the provider closes
   * @param cutAfter bytes of the body after which the connection breaks; negative for never
   */
  public record Pace(Duration latency, Duration chunkDelay, boolean hang, int cutAfter) {
    public Pace {
      requireNonNull(latency, "latency is null");
      requireNonNull(chunkDelay, "chunkDelay is null");
    }
  }

  /**
   * When a call is refused.
   *
   * @param status refuse every call with it; 0 for no refusal
   * @param failFirst how many of the first calls are refused, with {@code failStatus}
   * @param capacity calls in hand at once; those above it are refused with {@code overStatus}
   * @param retryAfter seconds named in {@code Retry-After} of 429 and 503; negative for no such
   *     header
   * @param requiredKey the key to present as bearer or {@code x-api-key}; empty for any
   */
  public record Refusals(
      int status,
      int failFirst,
      int failStatus,
      int capacity,
      int overStatus,
      int retryAfter,
      String requiredKey) {
    public Refusals {
      requireNonNull(requiredKey, "requiredKey is null");
      if (capacity < 1) {
        throw new IllegalArgumentException("capacity: " + capacity + " (expected: >= 1)");
      }
    }
  }

  /** Answers everything at once with {@link #PLEASANT_TEXT} in the name of the asked model. */
  public static ProviderScript pleasant() {
    return new ProviderScript(
        new Answer(AnsweredModel.echo(), 0, PLEASANT_TEXT, null, null),
        Guise.NONE,
        new Pace(Duration.ZERO, Duration.ZERO, false, -1),
        new Refusals(0, 0, 503, Integer.MAX_VALUE, 503, -1, ""),
        List.of("drill-model"));
  }

  public ProviderScript model(AnsweredModel model) {
    return with(new Answer(model, answer.honestCalls, answer.text, answer.tool, answer.tokens));
  }

  /** The first {@code calls} echo the asked model; only then {@link #model} takes force. */
  public ProviderScript honestCalls(int calls) {
    return with(new Answer(answer.model, calls, answer.text, answer.tool, answer.tokens));
  }

  public ProviderScript text(String text) {
    return with(new Answer(answer.model, answer.honestCalls, text, answer.tool, answer.tokens));
  }

  /** Ask once for the offered shell tool with this command, then answer the text. */
  public ProviderScript tool(String command) {
    return tool(ToolAsk.shell(command));
  }

  public ProviderScript tool(ToolAsk tool) {
    return with(new Answer(answer.model, answer.honestCalls, answer.text, tool, answer.tokens));
  }

  public ProviderScript tokens(int input, int output) {
    Tokens tokens = new Tokens(input, output);
    return with(new Answer(answer.model, answer.honestCalls, answer.text, answer.tool, tokens));
  }

  /** The model of an answer changes within its stream, after so many events. */
  public ProviderScript honestEvents(int events) {
    return with(new Guise(events, guise.gzip, guise.whole, guise.contentType));
  }

  public ProviderScript gzip() {
    return with(new Guise(guise.honestEvents, true, guise.whole, guise.contentType));
  }

  /** Answers with one document, also where a stream was asked for. */
  public ProviderScript whole() {
    return with(new Guise(guise.honestEvents, guise.gzip, true, guise.contentType));
  }

  public ProviderScript contentType(String contentType) {
    return with(new Guise(guise.honestEvents, guise.gzip, guise.whole, contentType));
  }

  public ProviderScript latency(Duration latency) {
    return with(new Pace(latency, pace.chunkDelay, pace.hang, pace.cutAfter));
  }

  /** Waits this long before each event of a stream. */
  public ProviderScript chunkDelay(Duration delay) {
    return with(new Pace(pace.latency, delay, pace.hang, pace.cutAfter));
  }

  public ProviderScript hang() {
    return with(new Pace(pace.latency, pace.chunkDelay, true, pace.cutAfter));
  }

  public ProviderScript cutAfter(int bytes) {
    return with(new Pace(pace.latency, pace.chunkDelay, pace.hang, bytes));
  }

  public ProviderScript status(int status) {
    Refusals now = refusals;
    return with(
        new Refusals(
            status,
            now.failFirst,
            now.failStatus,
            now.capacity,
            now.overStatus,
            now.retryAfter,
            now.requiredKey));
  }

  public ProviderScript failFirst(int calls, int status) {
    Refusals now = refusals;
    return with(
        new Refusals(
            now.status,
            calls,
            status,
            now.capacity,
            now.overStatus,
            now.retryAfter,
            now.requiredKey));
  }

  public ProviderScript capacity(int capacity, int overStatus) {
    Refusals now = refusals;
    return with(
        new Refusals(
            now.status,
            now.failFirst,
            now.failStatus,
            capacity,
            overStatus,
            now.retryAfter,
            now.requiredKey));
  }

  public ProviderScript retryAfter(int seconds) {
    Refusals now = refusals;
    return with(
        new Refusals(
            now.status,
            now.failFirst,
            now.failStatus,
            now.capacity,
            now.overStatus,
            seconds,
            now.requiredKey));
  }

  public ProviderScript requireKey(String key) {
    Refusals now = refusals;
    return with(
        new Refusals(
            now.status,
            now.failFirst,
            now.failStatus,
            now.capacity,
            now.overStatus,
            now.retryAfter,
            key));
  }

  public ProviderScript models(List<String> models) {
    return new ProviderScript(answer, guise, pace, refusals, models);
  }

  private ProviderScript with(Answer answer) {
    return new ProviderScript(answer, guise, pace, refusals, models);
  }

  private ProviderScript with(Guise guise) {
    return new ProviderScript(answer, guise, pace, refusals, models);
  }

  private ProviderScript with(Pace pace) {
    return new ProviderScript(answer, guise, pace, refusals, models);
  }

  private ProviderScript with(Refusals refusals) {
    return new ProviderScript(answer, guise, pace, refusals, models);
  }
}
