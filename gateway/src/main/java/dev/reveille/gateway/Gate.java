package dev.reveille.gateway;

import dev.reveille.gateway.pin.AnswerProof;
import dev.reveille.gateway.pin.NotProven;
import java.nio.ByteBuffer;

/** What of an answer may pass to the agent. */
interface Gate {
  /** For answers that make no claim, such as errors. */
  Gate OPEN =
      new Gate() {
        @Override
        public ByteBuffer accept(ByteBuffer chunk) {
          return chunk;
        }

        @Override
        public ByteBuffer end() {
          return ByteBuffer.allocate(0);
        }
      };

  /** Returns what may pass now, which may be the chunk itself. */
  ByteBuffer accept(ByteBuffer chunk) throws NotProven;

  /** Returns what may pass at the end. */
  ByteBuffer end() throws NotProven;

  /**
   * @param read run after each look at the answer, before what was looked at passes
   */
  static Gate of(AnswerProof proof, Runnable read) {
    return new Gate() {
      @Override
      public ByteBuffer accept(ByteBuffer chunk) throws NotProven {
        ByteBuffer passing = proof.accept(chunk);
        read.run();
        return passing;
      }

      @Override
      public ByteBuffer end() throws NotProven {
        ByteBuffer passing = proof.end();
        read.run();
        return passing;
      }
    };
  }
}
