package dev.reveille.gateway.pin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the ends of server-sent events and the data in them. Lines end with CR, LF or both, an
 * event with an empty line; of its fields only {@code data} counts.
 */
final class EventLines {
  private static final byte[] DATA = bytes("data");
  private static final byte[] EVENT = bytes("event");
  private static final byte[] ID = bytes("id");
  private static final byte[] RETRY = bytes("retry");

  private int lineStart;
  private boolean afterReturn;
  private int dataStart = -1;
  private int dataEnd = -1;
  private ByteArrayOutputStream joined = new ByteArrayOutputStream(0);
  private boolean severalLines;
  private boolean skipping;

  /** Told of an event's data, when it has any. */
  interface Reader {
    void event(byte[] bytes, int start, int length) throws NotProven;

    /** A line is none that an event may have; who reads it nevertheless cannot be known. */
    void odd() throws NotProven;
  }

  /** Drops what was noted of the lines seen so far, which begin {@code count} bytes later now. */
  void shift(int count) {
    lineStart -= count;
    dataStart -= dataStart < 0 ? 0 : count;
    dataEnd -= dataEnd < 0 ? 0 : count;
  }

  /** The event that has begun is too large to be read: only its end is looked for. */
  void skip() {
    skipping = true;
    dataStart = -1;
    joined = new ByteArrayOutputStream(0);
    severalLines = false;
  }

  /** Returns the place behind the next end of an event; -1 when there is none before {@code to}. */
  int nextEnd(byte[] bytes, int from, int to, Reader reader) throws NotProven {
    for (int at = from; at < to; at++) {
      byte next = bytes[at];
      if (next != '\n' && next != '\r') {
        afterReturn = false;
      } else if (next == '\n' && afterReturn) {
        afterReturn = false;
        lineStart = at + 1;
      } else {
        afterReturn = next == '\r';
        boolean ends = lineEnds(bytes, at, reader);
        lineStart = at + 1;
        if (ends) {
          return at + 1;
        }
      }
    }
    return -1;
  }

  /** The bytes end at {@code place}, perhaps within a line. */
  void end(byte[] bytes, int place, Reader reader) throws NotProven {
    if (place > lineStart) {
      lineEnds(bytes, place, reader);
    }
    flush(bytes, reader);
  }

  private boolean lineEnds(byte[] bytes, int place, Reader reader) throws NotProven {
    if (place == lineStart) {
      skipping = false;
      flush(bytes, reader);
      return true;
    }
    if (!skipping && isData(bytes, place)) {
      int start = Math.min(place, lineStart + "data:".length());
      if (dataStart >= 0) {
        if (!severalLines) {
          joined.write(bytes, dataStart, dataEnd - dataStart);
          severalLines = true;
        }
        joined.write('\n');
        joined.write(bytes, start, place - start);
      } else {
        dataStart = start;
        dataEnd = place;
      }
    } else if (!skipping && !isOther(bytes, place)) {
      reader.odd();
    }
    return false;
  }

  private boolean isData(byte[] bytes, int place) {
    return begins(bytes, place, DATA);
  }

  private boolean isOther(byte[] bytes, int place) {
    return bytes[lineStart] == ':'
        || begins(bytes, place, EVENT)
        || begins(bytes, place, ID)
        || begins(bytes, place, RETRY);
  }

  /** A field's name ends with a colon or with its line. */
  private boolean begins(byte[] bytes, int place, byte[] name) {
    int end = lineStart + name.length;
    return end <= place
        && Arrays.equals(bytes, lineStart, end, name, 0, name.length)
        && (end == place || bytes[end] == ':');
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  private void flush(byte[] bytes, Reader reader) throws NotProven {
    int start = dataStart;
    dataStart = -1;
    if (severalLines) {
      byte[] all = joined.toByteArray();
      joined = new ByteArrayOutputStream(0);
      severalLines = false;
      reader.event(all, 0, all.length);
    } else if (start >= 0) {
      reader.event(bytes, start, dataEnd - start);
    }
  }
}
