package dev.reveille.gateway;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Reads along while an answer passes, and keeps no more of it than one document or one server-sent
 * event. A document larger than {@link #LARGEST} is passed over unread.
 */
final class AnswerReader {
  /** In bytes. The last event of a responses stream repeats the whole answer. */
  static final int LARGEST = 4 << 20;

  private static final String DATA = "data:";

  private enum Form {
    EVENTS,
    DOCUMENT,
    UNKNOWN
  }

  private final Form form;
  private final AnswerFields fields;
  private byte[] kept = new byte[512];
  private int length;
  private int lineStart;
  private boolean lineIsEmpty = true;
  private boolean afterReturn;
  private boolean overflow;

  private AnswerReader(Form form, AnswerFields fields) {
    this.form = form;
    this.fields = fields;
  }

  /** Chooses by the answer's headers. */
  static AnswerReader of(HttpFields headers, AnswerFields fields) {
    String type = headers.get(HttpHeader.CONTENT_TYPE);
    String encoding = headers.get(HttpHeader.CONTENT_ENCODING);
    boolean readable = encoding == null || encoding.equalsIgnoreCase("identity");
    return new AnswerReader(readable ? form(type) : Form.UNKNOWN, fields);
  }

  boolean isEvents() {
    return form == Form.EVENTS;
  }

  /** Leaves the buffer's position where it is. */
  void accept(ByteBuffer content) {
    if (form == Form.UNKNOWN) {
      return;
    }
    ByteBuffer bytes = content.slice();
    if (form == Form.DOCUMENT) {
      keep(bytes);
      return;
    }
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\r' || (next == '\n' && !afterReturn)) {
        lineEnds();
      } else if (next != '\n') {
        lineIsEmpty = false;
        keep(next);
      }
      afterReturn = next == '\r';
    }
  }

  /** The answer is over, whole or not. */
  void end() {
    if (form == Form.EVENTS && !lineIsEmpty) {
      lineEnds();
    }
    if (form != Form.UNKNOWN) {
      documentEnds();
    }
    kept = new byte[0];
  }

  private static Form form(@Nullable String contentType) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    if (type.startsWith("text/event-stream")) {
      return Form.EVENTS;
    }
    return type.startsWith("application/json") ? Form.DOCUMENT : Form.UNKNOWN;
  }

  /** Of an event only the data stays, its lines joined, until the empty line that ends it. */
  private void lineEnds() {
    if (lineIsEmpty) {
      documentEnds();
    } else if (startsWith(DATA)) {
      int skip = DATA.length();
      System.arraycopy(kept, lineStart + skip, kept, lineStart, length - lineStart - skip);
      length -= skip;
      keep((byte) ' ');
      lineStart = length;
    } else {
      length = lineStart;
    }
    lineIsEmpty = true;
  }

  private void documentEnds() {
    if (!overflow && length > 0) {
      fields.read(kept, length);
    }
    length = 0;
    lineStart = 0;
    overflow = false;
  }

  private boolean startsWith(String prefix) {
    if (length - lineStart < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (kept[lineStart + i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void keep(ByteBuffer bytes) {
    if (length + bytes.remaining() > LARGEST) {
      overflow = true;
    }
    if (!overflow) {
      int more = bytes.remaining();
      ensure(length + more);
      bytes.get(kept, length, more);
      length += more;
    }
  }

  private void keep(byte next) {
    if (length == LARGEST) {
      overflow = true;
      return;
    }
    ensure(length + 1);
    kept[length++] = next;
  }

  private void ensure(int size) {
    if (size > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(size, Math.min(LARGEST, kept.length * 2)));
    }
  }
}
