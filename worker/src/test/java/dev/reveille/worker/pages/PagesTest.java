package dev.reveille.worker.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagesTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile Optional<String> obstacle = Optional.empty();
  private Pages pages;

  @BeforeEach
  void start() throws IOException {
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    pages = Pages.start(anywhere, () -> "reveille_agents 3\n", () -> obstacle);
  }

  @AfterEach
  void stop() {
    pages.close();
  }

  @Test
  void metrics_are_text_for_prometheus() throws Exception {
    HttpResponse<String> answer = get("/metrics");

    assertThat(answer.body()).isEqualTo("reveille_agents 3\n");
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void one_that_cannot_take_work_is_live_but_not_ready_and_says_why() throws Exception {
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);

    obstacle = Optional.of("Temporal does not answer");

    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    HttpResponse<String> ready = get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).isEqualTo("not ready: Temporal does not answer\n");
  }

  @Test
  void nothing_else_is_there_and_nothing_can_be_written() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/metrics/").statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(at("/metrics")).POST(HttpRequest.BodyPublishers.noBody()).build();
    assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI at(String path) {
    return pages.address().resolve(path);
  }
}
