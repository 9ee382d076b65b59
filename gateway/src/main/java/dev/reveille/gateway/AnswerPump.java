package dev.reveille.gateway;

import dev.reveille.gateway.pin.NotProven;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Passes an answer on as it comes, as far as its gate lets it. The next chunk is read when the
 * agent has taken the last, so that a slow agent slows its provider down and fills no memory.
 */
final class AnswerPump extends IteratingCallback {
  private final Content.Source source;
  private final AgentSide agent;
  private final Gate gate;
  private final Runnable whole;
  private final Consumer<Throwable> broken;
  private Content.@Nullable Chunk underWay;
  private boolean last;
  private boolean ended;

  /**
   * @param whole run once the agent's side has taken everything
   * @param broken told once why it did not come so far; {@link NotProven} when the gate shut
   */
  AnswerPump(
      Content.Source source,
      AgentSide agent,
      Gate gate,
      Runnable whole,
      Consumer<Throwable> broken) {
    this.source = source;
    this.agent = agent;
    this.gate = gate;
    this.whole = whole;
    this.broken = broken;
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  protected Action process() {
    try {
      return next();
    } catch (NotProven shut) {
      release();
      failed(shut);
      return Action.SCHEDULED;
    }
  }

  private Action next() throws NotProven {
    while (!last) {
      Content.Chunk chunk = source.read();
      if (chunk == null) {
        source.demand(Invocable.from(InvocationType.NON_BLOCKING, this::succeeded));
        return Action.SCHEDULED;
      }
      if (Content.Chunk.isFailure(chunk)) {
        failed(chunk.getFailure());
        return Action.SCHEDULED;
      }
      last = chunk.isLast();
      underWay = chunk;
      if (chunk.hasRemaining() && passes(gate.accept(chunk.getByteBuffer()))) {
        return Action.SCHEDULED;
      }
      release();
    }
    if (!ended) {
      ended = true;
      if (passes(gate.end())) {
        return Action.SCHEDULED;
      }
    }
    return Action.SUCCEEDED;
  }

  private boolean passes(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      return false;
    }
    agent.write(bytes, this);
    return true;
  }

  @Override
  protected void onSuccess() {
    release();
  }

  @Override
  protected void onCompleteSuccess() {
    whole.run();
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    release();
    broken.accept(cause);
  }

  private void release() {
    Content.Chunk done = underWay;
    underWay = null;
    if (done != null) {
      done.release();
    }
  }
}
