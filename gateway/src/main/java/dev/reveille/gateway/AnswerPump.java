package dev.reveille.gateway;

import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Passes an answer on chunk by chunk as it comes. The next chunk is read when the agent has taken
 * the last, so that a slow agent slows its provider down and fills no memory.
 */
final class AnswerPump extends IteratingCallback {
  private final Content.Source source;
  private final AgentSide agent;
  private final AnswerReader reader;
  private final Runnable whole;
  private final Consumer<Throwable> broken;
  private Content.@Nullable Chunk underWay;
  private boolean headSent;
  private boolean last;

  /**
   * @param whole run once the agent's side has taken everything
   * @param broken told once why it did not come so far
   */
  AnswerPump(
      Content.Source source,
      AgentSide agent,
      AnswerReader reader,
      Runnable whole,
      Consumer<Throwable> broken) {
    this.source = source;
    this.agent = agent;
    this.reader = reader;
    this.whole = whole;
    this.broken = broken;
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  protected Action process() {
    if (reader.isEvents() && !headSent) {
      headSent = true;
      agent.write(BufferUtil.EMPTY_BUFFER, this);
      return Action.SCHEDULED;
    }
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
      if (chunk.hasRemaining()) {
        underWay = chunk;
        reader.accept(chunk.getByteBuffer());
        agent.write(chunk.getByteBuffer(), this);
        return Action.SCHEDULED;
      }
      chunk.release();
    }
    return Action.SUCCEEDED;
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
