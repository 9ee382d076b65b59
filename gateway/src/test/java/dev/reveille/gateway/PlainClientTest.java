package dev.reveille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.junit.jupiter.api.Test;

class PlainClientTest {
  @Test
  void neither_the_client_nor_a_request_that_asks_for_it_follows_a_redirect() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.getResponseHeaders().add("Set-Cookie", "a=b");
          exchange.sendResponseHeaders(307, -1);
          exchange.close();
        });
    server.start();
    ExecutorService network = Executors.newCachedThreadPool();
    HttpClient client = PlainClient.on(network);
    try {
      client.start();
      ContentResponse answer =
          client
              .newRequest("http://127.0.0.1:" + server.getAddress().getPort() + "/here")
              .followRedirects(true)
              .send();

      assertThat(answer.getStatus()).isEqualTo(307);
      assertThat(asked).containsExactly("/here");
      assertThat(client.isFollowRedirects()).isFalse();
      assertThat(client.getHttpCookieStore().all()).isEmpty();
    } finally {
      client.stop();
      network.shutdownNow();
      server.stop(0);
    }
  }
}
