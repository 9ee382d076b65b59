package dev.reveille.gateway;

import dev.reveille.gateway.pin.NotProven;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.GZIPContentDecoder;
import org.eclipse.jetty.io.RetainableByteBuffer;

/**
 * Reads an answer that its provider compressed though it was not asked to; the agent, which did not
 * ask either, is given it as it was before.
 */
final class UnzippingGate implements Gate {
  private static final int PIECE = 16 << 10;

  private final Gate gate;
  private final GZIPContentDecoder decoder = new GZIPContentDecoder(PIECE);
  private boolean begun;

  UnzippingGate(Gate gate) {
    this.gate = gate;
  }

  /** Fails at what is not well compressed, which ends the call as one that broke off. */
  @Override
  public ByteBuffer accept(ByteBuffer chunk) throws NotProven {
    begun = true;
    ByteArrayOutputStream passing = new ByteArrayOutputStream();
    while (chunk.hasRemaining()) {
      RetainableByteBuffer piece = decoder.decode(chunk);
      try {
        if (piece.hasRemaining()) {
          keep(gate.accept(piece.getByteBuffer()), passing);
        }
      } finally {
        piece.release();
      }
    }
    return ByteBuffer.wrap(passing.toByteArray());
  }

  @Override
  public ByteBuffer end() throws NotProven {
    if (begun && !decoder.isFinished()) {
      throw NotProven.cutShort();
    }
    return gate.end();
  }

  private static void keep(ByteBuffer bytes, ByteArrayOutputStream into) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    into.write(copy, 0, copy.length);
  }
}
