package dev.reveille.gateway.tunnel;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ConnectHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's proxy: passes bytes between a run and a host that its job allows, and writes down
 * each connection. All else goes on to the handler within.
 */
public final class TunnelHandler extends ConnectHandler {
  private static final String LINE = TunnelHandler.class.getName() + ".line";
  private static final String ADDRESS = TunnelHandler.class.getName() + ".address";
  private static final String OF_THE_GATEWAY = "/run/";
  private static final int BUFFER_BYTES = 16 << 10;
  private static final int LOOK_UPS_AT_ONCE = 16;
  private static final int MOST_AT_ONCE = 512;

  /** So that a run cannot fill the run log with refusals. */
  private static final int MOST_OF_AN_ATTEMPT = 5_000;

  private final Function<String, @Nullable Pass> passes;
  private final TunnelLog log;
  private final Names names;
  private final ThreadPoolExecutor lookUps = lookUps();
  private final Semaphore room = new Semaphore(MOST_AT_ONCE);

  /**
   * @param passes what a token opens; null for an unknown one
   * @param connect how long a host may take to be reached
   * @param idle how long nothing may pass in either direction
   */
  public TunnelHandler(
      Handler within,
      Function<String, @Nullable Pass> passes,
      TunnelLog log,
      Names names,
      Duration connect,
      Duration idle) {
    super(within);
    this.passes = requireNonNull(passes, "passes is null");
    this.log = requireNonNull(log, "log is null");
    this.names = requireNonNull(names, "names is null");
    setConnectTimeout(connect.toMillis());
    setIdleTimeout(idle.toMillis());
    setBufferSize(BUFFER_BYTES);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = request.getHttpURI().getPath();
    boolean throughProxy =
        request.getHeaders().contains(HttpHeader.PROXY_AUTHORIZATION)
            && (path == null || !path.startsWith(OF_THE_GATEWAY));
    if (throughProxy && !HttpMethod.CONNECT.is(request.getMethod())) {
      String authority = request.getHttpURI().getAuthority();
      boolean hasPort = Destination.of(authority) != null;
      begin(
          request, response, callback, hasPort ? authority : authority + ":80", Denial.plainHttp());
      return true;
    }
    return super.handle(request, response, callback);
  }

  @Override
  protected void handleConnect(
      Request request, Response response, Callback callback, String authority) {
    begin(request, response, callback, authority, null);
  }

  private void begin(
      Request request,
      Response response,
      Callback callback,
      String authority,
      @Nullable Denial anyway) {
    String token = Credentials.token(request.getHeaders().get(HttpHeader.PROXY_AUTHORIZATION));
    Pass pass = token == null ? null : passes.apply(token);
    if (pass == null) {
      Denial.noToken().answer(response, callback);
      return;
    }
    Destination to = Destination.of(authority);
    if (to == null) {
      Denial.unreadable().answer(response, callback);
      return;
    }
    Line line = new Line(pass, log, to, room::release);
    if (line.seq() > MOST_OF_AN_ATTEMPT) {
      Denial.tooMany(MOST_OF_AN_ATTEMPT).answer(response, callback);
      return;
    }
    if (anyway != null || !to.isAmong(pass.hosts())) {
      refuse(line, anyway == null ? Denial.notAllowed(to.toString()) : anyway, response, callback);
      return;
    }
    if (!room.tryAcquire()) {
      refuse(line, Denial.full(), response, callback);
      return;
    }
    if (!pass.begin(line)) {
      room.release();
      Denial.over().answer(response, callback);
      return;
    }
    try {
      lookUps.execute(() -> lookUp(request, response, callback, line));
    } catch (RejectedExecutionException e) {
      fail(line, Denial.busy(), response, callback);
    }
  }

  /** A name is looked up once, here: what was checked is what is connected to. */
  private void lookUp(Request request, Response response, Callback callback, Line line) {
    Destination to = line.to();
    InetAddress[] addresses;
    try {
      addresses = names.addresses(to.host());
    } catch (UnknownHostException e) {
      fail(line, Denial.unknownHost(to.toString()), response, callback);
      return;
    }
    for (InetAddress address : addresses) {
      String obstacle = Reach.obstacle(to.host(), address);
      if (obstacle != null) {
        fail(line, Denial.obstacle(to.toString(), obstacle), response, callback);
        return;
      }
    }
    request.setAttribute(LINE, line);
    request.setAttribute(ADDRESS, new InetSocketAddress(addresses[0], to.port()));
    super.handleConnect(request, response, callback, to.toString());
  }

  @Override
  protected void connectToServer(
      Request request, String host, int port, Promise<SocketChannel> promise) {
    SocketChannel channel = null;
    try {
      channel = SocketChannel.open();
      channel.socket().setTcpNoDelay(true);
      channel.configureBlocking(false);
      channel.connect((InetSocketAddress) request.getAttribute(ADDRESS));
    } catch (IOException | RuntimeException e) {
      IO.close(channel);
      promise.failed(e);
      return;
    }
    promise.succeeded(channel);
  }

  @Override
  protected void onConnectFailure(
      Request request, Response response, Callback callback, Throwable failure) {
    Line line = (Line) request.getAttribute(LINE);
    String why =
        failure instanceof SocketTimeoutException
            ? "no answer within " + getConnectTimeout() / 1000 + " s"
            : failure instanceof ConnectException ? "connection refused" : "no way to it";
    fail(line, Denial.unreachable(line.to().toString(), why), response, callback);
  }

  @Override
  protected void prepareContext(Request request, ConcurrentMap<String, Object> context) {
    context.put(LINE, request.getAttribute(LINE));
  }

  @Override
  protected void onConnectSuccess(ConnectContext context, UpstreamConnection upstream) {
    Line line = (Line) context.getRequest().getAttribute(LINE);
    if (line.opened(context.getEndPoint(), upstream.getEndPoint())) {
      super.onConnectSuccess(context, upstream);
    } else {
      upstream.getEndPoint().close();
      Denial.over().answer(context.getResponse(), context.getCallback());
    }
  }

  @Override
  protected UpstreamConnection newUpstreamConnection(EndPoint endPoint, ConnectContext context) {
    Line line = (Line) context.getRequest().getAttribute(LINE);
    return new UpstreamConnection(endPoint, getExecutor(), getByteBufferPool(), context) {
      @Override
      protected void write(EndPoint agent, ByteBuffer buffer, Callback written) {
        line.received(buffer.remaining());
        super.write(agent, buffer, written);
      }

      @Override
      public boolean onIdleExpired(TimeoutException timeout) {
        line.end("nothing passed for too long");
        return true;
      }

      @Override
      public void onClose(Throwable cause) {
        super.onClose(cause);
        line.end(reason(cause));
      }
    };
  }

  @Override
  protected DownstreamConnection newDownstreamConnection(
      EndPoint endPoint, ConcurrentMap<String, Object> context) {
    Line line = requireNonNull((Line) context.get(LINE), "a line without its record");
    return new DownstreamConnection(endPoint, getExecutor(), getByteBufferPool(), context) {
      @Override
      protected void write(EndPoint host, ByteBuffer buffer, Callback written) {
        line.sent(buffer.remaining());
        super.write(host, buffer, written);
      }

      @Override
      public boolean onIdleExpired(TimeoutException timeout) {
        line.end("nothing passed for too long");
        return true;
      }

      @Override
      public void onClose(Throwable cause) {
        super.onClose(cause);
        line.end(reason(cause));
      }
    };
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    lookUps.shutdownNow();
  }

  private static @Nullable String reason(@Nullable Throwable cause) {
    return cause == null || cause instanceof EofException ? null : "the connection broke";
  }

  private static void refuse(Line line, Denial denial, Response response, Callback callback) {
    line.refused(denial.message());
    denial.answer(response, callback);
  }

  private static void fail(Line line, Denial denial, Response response, Callback callback) {
    line.end(denial.message());
    denial.answer(response, callback);
  }

  private static ThreadPoolExecutor lookUps() {
    return new ThreadPoolExecutor(
        0,
        LOOK_UPS_AT_ONCE,
        30,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "gateway-names");
          thread.setDaemon(true);
          return thread;
        });
  }
}
