package dev.reveille.gateway.pace;

import java.time.Duration;

/**
 * Whether a provider takes requests.
 *
 * @param closedFor for how long none goes out to it; zero when it takes them
 * @param reason a sentence for people; empty when it takes them
 */
public record Outlook(Duration closedFor, String reason) {
  public static final Outlook OPEN = new Outlook(Duration.ZERO, "");

  public boolean takesRequests() {
    return closedFor.isZero();
  }
}
