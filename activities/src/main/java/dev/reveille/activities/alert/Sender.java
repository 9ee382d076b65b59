package dev.reveille.activities.alert;

import dev.reveille.domain.alert.Notice;
import java.util.List;

/** Brings notices to one channel. Thread-safe; blocks for up to about 20 s. */
public interface Sender {
  /**
   * Brings a notice, and returns when the channel has taken it. A second try of the same notice
   * bears the same id, by which whoever takes it can tell.
   *
   * @throws Undelivered when it was not taken, or when that is not known
   */
  void send(Notice notice, List<Enclosure> files) throws Undelivered, InterruptedException;
}
