package dev.reveille.gateway.pin;

import dev.reveille.domain.run.CallJudgement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Holds one answer back until its model is proven, and lets it pass by whole server-sent events, or
 * as a whole when it is a document: no byte of another model's answer passes. What it is, is told
 * by its first byte and not by its content type. Thread-safe, since an answer may be released while
 * it comes.
 */
public final class AnswerProof {
  /** In bytes. A larger event passes unread where its stream is proven already. */
  static final int LARGEST_EVENT = 4 << 20;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

  private enum Form {
    /** Nothing but white space came so far. */
    OPEN,
    EVENTS,
    DOCUMENT
  }

  private final AnswerRules rules;
  private final AnswerParts parts;
  private final HeldBytes held;
  private final EventLines lines = new EventLines();
  private final EventLines.Reader reader =
      new EventLines.Reader() {
        @Override
        public void event(byte[] bytes, int start, int length) throws NotProven {
          data(bytes, start, length);
        }

        @Override
        public void odd() throws NotProven {
          unreadable();
        }
      };
  private Form form = Form.OPEN;
  private int scanned;
  private int whole;
  private boolean overflow;
  private boolean released;
  private @Nullable String other;
  private volatile @Nullable String model;
  private volatile @Nullable CallJudgement judged;
  private volatile boolean passedUnread;
  private volatile boolean unreadable;

  /**
   * @param limit how many bytes may be held back; the budget is asked for them
   */
  public AnswerProof(AnswerRules rules, AnswerParts parts, Budget budget, int limit) {
    this.rules = rules;
    this.parts = parts;
    this.held = new HeldBytes(budget, limit);
  }

  /** The answered model; null until one was named. */
  public @Nullable String model() {
    String told = rules.told().model();
    return model == null ? told : model;
  }

  /** Whether an event passed that was too large to read. */
  public boolean passedUnread() {
    return passedUnread;
  }

  /** Whether the provider said in its answer that it failed. */
  public boolean isError() {
    return parts.isError();
  }

  /**
   * Takes in what comes next.
   *
   * @return what may pass now; may be empty
   */
  public synchronized ByteBuffer accept(ByteBuffer chunk) throws NotProven {
    if (released) {
      return NOTHING;
    }
    if (form == Form.OPEN && held.length() == 0) {
      toldByHeaders();
    }
    held.add(chunk);
    if (form == Form.OPEN) {
      sniff();
    }
    if (form != Form.EVENTS) {
      return NOTHING;
    }
    scan();
    if (!isProven()) {
      return NOTHING;
    }
    if (!overflow && held.length() - whole > LARGEST_EVENT) {
      overflow = true;
      passedUnread = true;
      lines.skip();
    }
    return take(overflow ? held.length() : whole);
  }

  /**
   * The answer came to its end.
   *
   * @return the rest that may pass
   */
  public synchronized ByteBuffer end() throws NotProven {
    if (released) {
      return NOTHING;
    }
    toldByHeaders();
    if (form == Form.EVENTS) {
      lines.end(held.bytes(), held.length(), reader);
    } else if (form == Form.DOCUMENT) {
      document(held.bytes(), 0, held.length());
    }
    if (!isProven() || unreadable) {
      unproven();
    }
    return take(held.length());
  }

  /** {@code PINNED} or {@code SUBSTITUTED} once proven, and {@code UNVERIFIED} before. */
  public CallJudgement judgement() {
    CallJudgement now = judged;
    return now == null || rules.told().unknown() || unreadable ? CallJudgement.UNVERIFIED : now;
  }

  /** To be called when the answer is over, whole or not. */
  public synchronized void release() {
    released = true;
    held.release();
  }

  private boolean isProven() {
    return judged != null && !rules.told().unknown();
  }

  private void unproven() throws NotProven {
    if (parts.isError() && judged == null) {
      throw new NotProven(
          new Violation(
              CallJudgement.FAILED,
              "provider_error",
              "The provider answered 200, and an error in the place of an answer."),
          null);
    }
    if (!rules.unverifiedPasses()) {
      throw new NotProven(rules.unverified(why()), null);
    }
  }

  private String why() {
    if (rules.told().unknown()) {
      return "the headers of the gateway in between do not tell which model it was";
    }
    return unreadable ? "part of it cannot be read" : "it names no model";
  }

  /**
   * What begins as an object is a document; so is what can be no stream, and then names no model.
   */
  private void sniff() {
    int at = 0;
    byte[] bytes = held.bytes();
    int length = held.length();
    if (length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      // A stream's first line begins behind the mark; a document that has one is read with it.
      at = 3;
    } else if (length > 0 && length < 3 && bytes[0] == (byte) 0xEF) {
      return;
    }
    int first = at;
    while (at < length && isSpace(bytes[at])) {
      at++;
    }
    if (at == length) {
      return;
    }
    form = bytes[at] == '{' || bytes[at] == '[' ? Form.DOCUMENT : Form.EVENTS;
    if (form == Form.EVENTS) {
      scanned = first;
      lines.shift(-first);
    }
  }

  private void scan() throws NotProven {
    byte[] bytes = held.bytes();
    int length = held.length();
    int end = lines.nextEnd(bytes, scanned, length, reader);
    while (end >= 0) {
      overflow = false;
      whole = end;
      end = lines.nextEnd(bytes, end, length, reader);
    }
    scanned = length;
  }

  private ByteBuffer take(int count) {
    if (count == 0) {
      return NOTHING;
    }
    scanned -= count;
    whole = Math.max(0, whole - count);
    lines.shift(count);
    return held.take(count);
  }

  private void data(byte[] bytes, int start, int length) throws NotProven {
    int from = start;
    int to = start + length;
    while (from < to && isSpace(bytes[from])) {
      from++;
    }
    while (from < to && isSpace(bytes[to - 1])) {
      to--;
    }
    if (from < to && !isDone(bytes, from, to)) {
      document(bytes, from, to - from);
    }
  }

  private static boolean isSpace(byte letter) {
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
  }

  private static boolean isDone(byte[] bytes, int from, int to) {
    return Arrays.equals(bytes, from, to, DONE, 0, DONE.length);
  }

  private void document(byte[] bytes, int start, int length) throws NotProven {
    boolean read = parts.read(bytes, start, length, this::named);
    String offending = other;
    if (offending != null) {
      model = offending;
      throw new NotProven(rules.mismatch(offending), offending);
    }
    if (!read) {
      unreadable();
    }
  }

  private void unreadable() throws NotProven {
    unreadable = true;
    if (!rules.unverifiedPasses()) {
      throw new NotProven(rules.unverified(why()), null);
    }
  }

  private void named(String name) {
    if (name.equals(model)) {
      return;
    }
    CallJudgement judgement = rules.judge(name);
    if (judgement == CallJudgement.MISMATCH) {
      other = name;
    } else {
      model = name;
      judged = judged == CallJudgement.SUBSTITUTED ? judged : judgement;
    }
  }

  private void toldByHeaders() throws NotProven {
    String told = rules.told().model();
    if (told != null) {
      named(told);
      if (other != null) {
        throw new NotProven(rules.mismatch(told), told);
      }
    }
  }
}
