package dev.reveille.gateway.pace;

/**
 * How many requests may be under way at once. It grows while the provider lets requests in, and
 * takes what is under way at a refusal for the provider's limit. Netflix concurrency-limits learns
 * from how long answers take and from drops among them; a model answers in seconds or minutes as it
 * likes, but refuses within milliseconds, and only the latter tells anything. Not thread-safe.
 */
final class Window {
  private static final int LONGEST_GROWTH = 8;

  /** What a request let in earns: the retries are a tenth of the requests. */
  private static final double EARNED = 0.1;

  private static final double MOST_SAVED = 3;

  private final long growth;
  private int size = 1;
  private int step = 1;
  private int round;
  private int acceptedInRound;
  private boolean learned;
  private boolean trial;
  private int growthFactor = 1;
  private long lastRefusal;
  private double budget;
  private boolean refusedSince;
  private int sizeBefore;
  private boolean learnedBefore;

  /**
   * @param growth nanoseconds
   */
  Window(long growth) {
    this.growth = growth;
  }

  int size() {
    return size;
  }

  /** Whether a refusal has told the limit; then requests go out one after the other's proof. */
  boolean isLearned() {
    return learned;
  }

  /** Names the present size: what was sent under another one tells nothing about this one. */
  int round() {
    return round;
  }

  /** A request was let in that went out in this round. */
  void accepted(int sentInRound) {
    budget = Math.min(MOST_SAVED, budget + EARNED);
    if (sentInRound != round) {
      return;
    }
    acceptedInRound++;
    refusedSince = false;
    if (trial) {
      trial = false;
      learned = false;
      growthFactor = 1;
    }
  }

  /** Grows if it may; asked when requests wait that it keeps back. */
  boolean grow(long now) {
    if (learned) {
      if (trial || (now - whenGrowing() < 0 && (budget < 1 || now - lastRefusal < growth / 8))) {
        return false;
      }
      trial = true;
      next(1);
      return true;
    }
    if (acceptedInRound < step) {
      return false;
    }
    next(Math.max(1, size / 4));
    return true;
  }

  /** When time alone lets it grow. */
  long whenGrowing() {
    return lastRefusal + growth * growthFactor;
  }

  /** Whether it waits for {@link #whenGrowing}. */
  boolean growsByTime() {
    return learned && !trial;
  }

  /**
   * @param others requests under way beside the refused one
   */
  void refused(int sentInRound, int others, long now) {
    budget -= 1;
    if (!refusedSince) {
      refusedSince = true;
      sizeBefore = trial ? size - 1 : size;
      learnedBefore = learned;
    }
    // A limit that held until now has shrunk, who knows how far: halved at once, as TCP does.
    boolean shrunk = learned && !trial && sentInRound == round;
    int most = shrunk ? size / 2 : size;
    if (trial) {
      growthFactor = Math.min(LONGEST_GROWTH, growthFactor * 2);
    }
    trial = false;
    lastRefusal = now;
    learned = true;
    next(0);
    size = Math.max(1, Math.min(most, others));
  }

  /** The refusals were an outage, which tells nothing about the limit. */
  void outage() {
    if (refusedSince) {
      learned = learnedBefore;
      size = learned ? sizeBefore : 1;
      refusedSince = false;
    }
    step = 1;
  }

  private void next(int more) {
    round++;
    acceptedInRound = 0;
    step = Math.max(1, more);
    size += more;
  }
}
