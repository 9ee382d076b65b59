package dev.reveille.gateway;

import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.settings.Provider;
import dev.reveille.gateway.ProviderCall.Letter;
import dev.reveille.gateway.pace.Ask;
import dev.reveille.gateway.pace.GaveUp;
import dev.reveille.gateway.pace.Overload;
import dev.reveille.gateway.pace.Ticket;
import dev.reveille.gateway.pace.Waiter;
import java.io.IOException;
import java.util.function.Predicate;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one request to one provider when its turn comes, and again when the provider refused it for
 * load: nothing of such a refusal reaches the agent, and nobody else repeats the request.
 */
final class PacedCall implements ProviderCall.Receiver, Waiter {
  private static final Logger LOG = LoggerFactory.getLogger(PacedCall.class);

  private final GatewayParts parts;
  private final Access access;
  private final Letter letter;
  private final @Nullable Pacing pacing;
  private final Receiver receiver;

  // Guarded by this; the ticket is null while it does not wait and was not let through.
  private @Nullable Ticket ticket;
  private @Nullable ProviderCall current;
  private @Nullable Throwable aborted;
  private boolean over;
  private boolean marked;

  /** Told what came of it, on any thread: it must not block. */
  interface Receiver {
    /** It goes out to the provider now; told each time. */
    void sending(PacedCall call);

    /** As {@link ProviderCall.Receiver#answering}; never a refusal for load. */
    void answering(PacedCall call, Response head, Content.Source content);

    /** As {@link ProviderCall.Receiver#broken}; also after an abort while it waits. */
    void broken(PacedCall call, Throwable cause);

    /** It is not sent, or not again; what the provider answered last is dropped. */
    void heldBack(PacedCall call, Refusal why, CallJudgement judgement);
  }

  /** It was broken off while it still waited for its provider. */
  static final class HeldUp extends IOException {
    private static final long serialVersionUID = 1L;

    HeldUp(GaveUp why, Throwable cause) {
      super(why.words(), cause);
    }
  }

  /**
   * How it waits.
   *
   * @param model the bare id that is asked for
   * @param leaves whether it rather goes elsewhere than to wait out such a refusal
   */
  record Pacing(String model, Predicate<Overload> leaves) {}

  /**
   * @param pacing null for a call that makes no model work: it neither waits nor is an effect
   */
  PacedCall(
      GatewayParts parts,
      Access access,
      Letter letter,
      @Nullable Pacing pacing,
      Receiver receiver) {
    this.parts = parts;
    this.access = access;
    this.letter = letter;
    this.pacing = pacing;
    this.receiver = receiver;
  }

  Provider provider() {
    return letter.provider();
  }

  /** Queues it; returns at once. */
  void send() {
    if (pacing == null) {
      out();
      return;
    }
    Ask ask =
        new Ask(
            letter.provider(),
            letter.key(),
            access.grant().job(),
            access.grant().due(),
            pacing.model(),
            access.patience(),
            pacing.leaves());
    parts.pacer().enter(ask, this);
  }

  /** Ends the call, whether it waits or is under way; the receiver is told that it broke. */
  void abort(Throwable cause) {
    Ticket waiting;
    ProviderCall call;
    synchronized (this) {
      boolean again = aborted != null;
      aborted = again ? aborted : cause;
      call = current;
      waiting = again ? null : ticket;
    }
    if (call != null) {
      call.abort(cause);
    } else if (waiting != null) {
      leave(waiting, cause);
    }
  }

  private void leave(Ticket waiting, Throwable cause) {
    GaveUp why = waiting.abandoned();
    waiting.ended(0);
    receiver.broken(this, why == null ? cause : new HeldUp(why, cause));
  }

  /** Gives up an answer that nobody reads. */
  void drop(Content.Source content, String why) {
    ProviderCall call;
    synchronized (this) {
      call = current;
    }
    if (call != null) {
      call.drop(content, why);
    }
  }

  /** The whole of it is over, and another may go in its place. To be called in every case. */
  void over(long tokens) {
    Ticket mine;
    synchronized (this) {
      over = true;
      mine = ticket;
    }
    if (mine != null) {
      mine.ended(tokens);
    }
  }

  @Override
  public void queued(Ticket ticket) {
    Throwable cause;
    synchronized (this) {
      this.ticket = ticket;
      cause = aborted;
    }
    if (cause != null) {
      leave(ticket, cause);
    }
  }

  @Override
  public void go(Ticket ticket) {
    synchronized (this) {
      this.ticket = ticket;
    }
    parts.recording().execute(this::markAndOutOrNot);
  }

  @Override
  public void gaveUp(Ticket ticket, GaveUp why) {
    receiver.heldBack(this, Refusal.overloaded(letter.provider(), why), CallJudgement.OVERLOADED);
  }

  private void markAndOutOrNot() {
    try {
      markAndOut();
    } catch (RuntimeException | Error e) {
      LOG.warn("A call of {} could not be sent: {}", access, Faults.place(e));
      receiver.heldBack(this, Refusal.internal(), CallJudgement.FAILED);
    }
  }

  private void markAndOut() {
    if (!marked) {
      try {
        access.markEffect(parts.recorder(), parts.clock().instant());
        marked = true;
      } catch (RuntimeException e) {
        LOG.warn("The effect of {} could not be recorded; its call is refused", access, e);
        receiver.heldBack(this, Refusal.notRecorded(), CallJudgement.REFUSED);
        return;
      }
    }
    out();
  }

  private void out() {
    ProviderCall next =
        new ProviderCall(parts.client().join(), letter, parts.options().idleTimeout(), this);
    Throwable cause;
    synchronized (this) {
      cause = aborted;
      if (cause == null && !over) {
        current = next;
      }
    }
    if (cause == null) {
      receiver.sending(this);
      next.send();
    } else {
      receiver.broken(this, cause);
    }
  }

  @Override
  public void left(ProviderCall from) {
    Ticket mine = ticket();
    if (mine != null && isCurrent(from)) {
      mine.left();
    }
  }

  @Override
  public void answering(ProviderCall from, Response head, Content.Source content) {
    if (!isCurrent(from)) {
      return;
    }
    Ticket mine = ticket();
    if (mine == null || !LoadRefusal.mayBe(head)) {
      if (mine != null) {
        mine.accepted();
      }
      receiver.answering(this, head, content);
      return;
    }
    LoadRefusal.read(
        head,
        content,
        parts.clock(),
        (refusal, whole) -> {
          if (refusal == null) {
            mine.accepted();
            receiver.answering(this, head, whole);
          } else if (forget(from)) {
            mine.refused(refusal);
          }
        },
        cause -> broken(from, cause));
  }

  @Override
  public void broken(ProviderCall from, Throwable cause) {
    Ticket mine = ticket();
    if (mine != null && ProviderFailure.isUnreachable(cause) && !isAborted()) {
      if (forget(from)) {
        mine.refused(Overload.unreachable(ProviderFailure.kind(cause)));
      }
    } else if (isCurrent(from)) {
      receiver.broken(this, cause);
    }
  }

  private synchronized @Nullable Ticket ticket() {
    return ticket;
  }

  private synchronized boolean isAborted() {
    return aborted != null;
  }

  private synchronized boolean isCurrent(ProviderCall call) {
    return call == current;
  }

  /** What that call is still told means nothing any more; false if it meant nothing before. */
  private synchronized boolean forget(ProviderCall call) {
    if (call != current) {
      return false;
    }
    current = null;
    return true;
  }
}
