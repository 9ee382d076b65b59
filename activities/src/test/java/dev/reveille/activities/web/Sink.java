package dev.reveille.activities.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;

/** A real web server that takes what comes, and answers as it is told, 200 otherwise. */
public final class Sink implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final LinkedBlockingDeque<Reply> replies = new LinkedBlockingDeque<>();
  private final List<Taken> taken = new CopyOnWriteArrayList<>();

  /** A request as it came; header names in small letters. */
  public record Taken(String path, Map<String, String> headers, String body) {}

  private interface Reply {
    void send(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private Sink(HttpServer server) {
    this.server = server;
  }

  public static Sink open() throws IOException {
    return at(0);
  }

  /** At a port where one stood before. */
  public static Sink at(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    Sink sink = new Sink(server);
    server.setExecutor(sink.threads);
    server.createContext("/", sink::take);
    server.start();
    return sink;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String address() {
    return "http://127.0.0.1:" + port();
  }

  public List<Taken> taken() {
    return taken;
  }

  /** The next request is answered so; each header is written {@code Name: value}. */
  public Sink answer(int status, String body, String... headers) {
    replies.add(
        exchange -> {
          for (String header : headers) {
            String[] parts = header.split(": ", 2);
            exchange.getResponseHeaders().add(parts[0], parts[1]);
          }
          reply(exchange, status, body.getBytes(StandardCharsets.UTF_8));
        });
    return this;
  }

  /** The next request gets no answer. */
  public Sink hang() {
    replies.add(exchange -> end.await());
    return this;
  }

  private void take(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    taken.add(new Taken(exchange.getRequestURI().toString(), headers, body));
    Reply reply = replies.poll();
    try (exchange) {
      if (reply == null) {
        reply(exchange, 200, new byte[0]);
      } else {
        reply.send(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
