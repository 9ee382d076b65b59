package dev.reveille.runlog;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The run log cannot be used now. The message says what was found and what to do; it never holds
 * credentials or logged text.
 */
public final class RunLogUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is. */
  public enum Reason {
    /** No room left; the write was not made. */
    FULL,
    /** Another process holds the lock for longer than the busy timeout; trying again can help. */
    LOCKED,
    /** The file is damaged, or not a run log. */
    CORRUPT,
    /** Written by another version of Reveille. */
    VERSION,
    /** In use by another host. */
    OTHER_HOST,
    /** No permission, or a wrong user or password. */
    DENIED,
    /** The server cannot be reached; trying again can help. */
    UNREACHABLE,
    /** The settings name no usable run log. */
    SETTINGS,
    /** Anything else; the cause says it. */
    FAILED
  }

  private final Reason reason;
  private final String remedy;

  RunLogUnavailable(Reason reason, String sentence, String remedy, @Nullable Throwable cause) {
    super(sentence + " " + remedy, cause);
    this.reason = requireNonNull(reason, "reason is null");
    this.remedy = requireNonNull(remedy, "remedy is null");
  }

  public Reason reason() {
    return reason;
  }

  /** What a person can do, in one sentence; also the end of the message. */
  public String remedy() {
    return remedy;
  }

  /** Whether the same call can succeed later without anybody doing anything. */
  public boolean passing() {
    return reason == Reason.LOCKED || reason == Reason.UNREACHABLE;
  }
}
