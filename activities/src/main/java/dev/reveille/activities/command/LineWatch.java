package dev.reveille.activities.command;

import java.nio.charset.StandardCharsets;

/** Watches a stream for a line that contains a text; lines are cut at 64 KiB. */
final class LineWatch {

  private static final int MAX_LINE = 64 * 1024;

  private final String wanted;
  private final Runnable found;
  private final byte[] line = new byte[MAX_LINE];
  private int length;

  LineWatch(String wanted, Runnable found) {
    this.wanted = wanted;
    this.found = found;
  }

  void add(byte[] buffer, int count) {
    for (int i = 0; i < count; i++) {
      if (buffer[i] == '\n') {
        end();
      } else if (length < MAX_LINE) {
        line[length++] = buffer[i];
      }
    }
  }

  /** The end of a line, or of the stream. */
  void end() {
    String text = new String(line, 0, length, StandardCharsets.UTF_8);
    length = 0;
    if (text.contains(wanted)) {
      found.run();
    }
  }
}
