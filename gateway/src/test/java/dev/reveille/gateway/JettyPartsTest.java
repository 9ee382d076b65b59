package dev.reveille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Handler;
import org.junit.jupiter.api.Test;

final class JettyPartsTest {
  /** However often a buffer is given back, it serves nobody else. */
  @Test
  void no_buffer_of_the_server_is_used_twice() {
    var pool = JettyParts.server(JettyParts.threads(), new Handler.Wrapper()).getByteBufferPool();
    RetainableByteBuffer.Mutable first = pool.acquire(1024, false);
    first.release();

    assertThat(pool.acquire(1024, false).getByteBuffer()).isNotSameAs(first.getByteBuffer());
  }
}
