package dev.reveille.activities.acp;

import java.nio.charset.StandardCharsets;

/** What an agent said: the beginning kept, all of it counted, one line end between messages. */
final class OutputText {

  private final int keep;
  private final StringBuilder text = new StringBuilder();
  private long bytes;
  private String message = "";
  private boolean broken;
  private boolean atLineStart = true;

  OutputText(int keep) {
    this.keep = keep;
  }

  /** Marks that something else came between: what follows is another message. */
  void interrupt() {
    broken = true;
  }

  /**
   * @return the chunk as it goes into the output
   */
  String add(String messageId, String chunk) {
    if (chunk.isEmpty()) {
      return chunk;
    }
    boolean another = broken || !messageId.equals(message);
    String said = another && !atLineStart ? "\n" + chunk : chunk;
    message = messageId;
    broken = false;
    atLineStart = said.endsWith("\n");
    bytes += said.getBytes(StandardCharsets.UTF_8).length;
    text.append(said, 0, Math.max(0, Math.min(said.length(), keep - text.length())));
    return said;
  }

  String text() {
    return text.toString();
  }

  long bytes() {
    return bytes;
  }
}
