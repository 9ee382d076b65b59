package dev.reveille.cli.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.cli.Called;
import dev.reveille.cli.command.Commands;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GatewayAloneTest {
  private static final Pattern BASE = Pattern.compile("export ANTHROPIC_BASE_URL='([^']+)'");

  @TempDir Path folder;

  @Test
  void without_a_command_it_serves_what_was_pasted_elsewhere_until_it_is_told_to_end()
      throws Exception {
    try (DrillProvider provider = DrillProvider.start(ProviderScript.pleasant())) {
      Files.writeString(
          folder.resolve("reveille.yaml"),
          "providers: {acme: {api: anthropic, baseUrl: '%s'}}\n".formatted(provider.address()));
      Told told = new Told();
      CompletableFuture<Integer> code = new CompletableFuture<>();
      Thread gateway = new Thread(() -> code.complete(run(told.stream)));
      gateway.start();
      assertThat(told.ready.await(30, TimeUnit.SECONDS)).as(told.text()).isTrue();
      Matcher base = BASE.matcher(told.text());
      assertThat(base.find()).as(told.text()).isTrue();

      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(base.group(1) + "/v1/messages"))
                      .POST(
                          HttpRequest.BodyPublishers.ofString(
                              "{\"model\":\"acme-1\",\"max_tokens\":9,\"messages\":[]}"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      gateway.interrupt();

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(code.get(30, TimeUnit.SECONDS)).as(told.text()).isZero();
      assertThat(told.text())
          .contains("export ANTHROPIC_AUTH_TOKEN='")
          .contains("export ANTHROPIC_MODEL='acme-1'")
          .containsPattern("(?m)^1 +acme-1 +acme-1 +pinned +200 ")
          .containsPattern("(?m)^OK  ");
    }
  }

  private int run(PrintStream out) {
    return Commands.run(
        new String[] {"gateway", "--pin", "acme-1"},
        Called.surroundings(folder, Map.of(), out, out));
  }

  /** Collects what is said, and tells when all that can be pasted was. */
  private static final class Told {
    private final CountDownLatch ready = new CountDownLatch(1);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream =
        new PrintStream(bytes, true, UTF_8) {
          @Override
          public void println(String line) {
            super.println(line);
            if (String.valueOf(line).startsWith("Ctrl-C")) {
              ready.countDown();
            }
          }
        };

    String text() {
      return bytes.toString(UTF_8);
    }
  }
}
