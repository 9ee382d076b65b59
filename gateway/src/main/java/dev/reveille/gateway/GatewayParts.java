package dev.reveille.gateway;

import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Tunnel;
import dev.reveille.gateway.pace.Pacer;
import dev.reveille.gateway.pin.Budget;
import dev.reveille.gateway.tunnel.Names;
import dev.reveille.gateway.tunnel.TunnelHandler;
import dev.reveille.gateway.tunnel.TunnelLog;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.eclipse.jetty.client.HttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all exchanges share.
 *
 * @param client starts while the gateway already listens
 * @param recording runs what may block on the run log, so that it never holds up the network
 * @param bodyBudget bytes that request bodies and answers held back may still take up, all together
 * @param keys the value of an environment variable, or null
 */
record GatewayParts(
    GatewayOptions options,
    CompletableFuture<HttpClient> client,
    CallRecorder recorder,
    Executor recording,
    Function<String, @Nullable String> keys,
    Clock clock,
    AtomicLong bodyBudget,
    Pacer pacer) {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayParts.class);

  /** Answers that are held back take up the same memory as requests do. */
  Budget answerBudget() {
    return new Budget() {
      @Override
      public boolean take(int bytes) {
        if (bodyBudget.addAndGet(-bytes) >= 0) {
          return true;
        }
        bodyBudget.addAndGet(bytes);
        return false;
      }

      @Override
      public void give(int bytes) {
        bodyBudget.addAndGet(bytes);
      }
    };
  }

  void record(ToolUse use) {
    try {
      recorder.tool(use);
    } catch (RuntimeException e) {
      LOG.warn("A tool call of {} attempt {} could not be recorded", use.key(), use.attempt(), e);
    }
  }

  /** A call that cannot be recorded still goes on: the run then lacks evidence, and says so. */
  void record(ModelCall call) {
    try {
      recorder.call(call);
    } catch (RuntimeException e) {
      LOG.warn(
          "Call {} of {} attempt {} could not be recorded",
          call.seq(),
          call.key(),
          call.attempt(),
          e);
    }
  }

  /** The door with the proxy before it. */
  TunnelHandler withProxy(GatewayHandler door, AccessBook book) {
    return new TunnelHandler(
        door,
        book::find,
        new TunnelLog(this::record, recording, clock),
        Names.OF_THE_SYSTEM,
        options.connectTimeout(),
        options.idleTimeout());
  }

  private void record(Tunnel tunnel) {
    try {
      recorder.tunnel(tunnel);
    } catch (RuntimeException e) {
      LOG.warn(
          "Connection {} of {} attempt {} could not be recorded",
          tunnel.seq(),
          tunnel.key(),
          tunnel.attempt(),
          e);
    }
  }
}
