package dev.reveille.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DrillProgramTest {
  @TempDir private Path folder;

  @Test
  void help_names_the_programs() throws Exception {
    Ended ended = run(Map.of(), "--help");
    assertThat(ended.code).isZero();
    assertThat(ended.output).contains("provider", "agent", "oneshot");
  }

  @ParameterizedTest
  @ValueSource(strings = {"provider", "agent", "oneshot"})
  void each_program_helps_itself(String program) throws Exception {
    Ended ended = run(Map.of(), program, "--help");
    assertThat(ended.code).isZero();
    assertThat(ended.output).startsWith("Usage: drill " + program);
  }

  @ParameterizedTest
  @ValueSource(strings = {"provider", "agent", "oneshot"})
  void an_unknown_flag_is_a_usage_error_that_lists_the_known_ones(String program) throws Exception {
    Ended ended = run(Map.of(), program, "--no-such-flag");
    assertThat(ended.code).isEqualTo(2);
    assertThat(ended.output).startsWith("--no-such-flag is not a flag here; known are: --");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--hang=tea",
        "--die=initialize:x",
        "--stage-delay=initialize",
        "--garbage=gold",
        "--do=dance",
        "--stop-reason=tired",
        "--usage=1",
        "--refusal=maybe",
        "--slow-first=1",
        "--fail=spawn",
        "--protocol=x",
        "--children=-1",
        "free-word"
      })
  void a_wrong_word_for_the_agent_is_a_usage_error(String word) throws Exception {
    Ended ended = run(Map.of(), "agent", word);
    assertThat(ended.code).isEqualTo(2);
    assertThat(ended.output).doesNotContain("Exception").hasLineCount(1);
  }

  @Test
  void an_unknown_program_is_a_usage_error() throws Exception {
    assertThat(run(Map.of(), "fly").code).isEqualTo(2);
  }

  @Test
  void the_provider_says_where_it_listens_and_ends_with_its_lifeline() throws Exception {
    Path log = folder.resolve("log");
    Path script =
        Files.writeString(
            folder.resolve("script.json"), "{\"model\":\"gpt-y\",\"text\":\"from the file\"}");
    Process process =
        new ProcessBuilder(
                DrillCommand.of(
                    "provider",
                    "--lifeline",
                    "--log=" + log,
                    "--script=" + script,
                    "--text",
                    "from the flag"))
            .start();
    try {
      BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line = output.readLine();
      assertThat(line).startsWith("listening on http://127.0.0.1:");
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(line.substring("listening on ".length()) + "/v1/messages"))
              .POST(BodyPublishers.ofString("{\"model\":\"gpt-x\"}"))
              .build();
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
          .contains("gpt-y", "from the flag");
      process.getOutputStream().close();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(Files.readAllLines(log)).hasSize(1);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void a_port_in_use_is_said_in_a_sentence() throws Exception {
    try (DrillProvider taken = DrillProvider.start(ProviderScript.pleasant())) {
      Ended ended = run(Map.of(), "provider", "--port", Integer.toString(taken.port()));
      assertThat(ended.code).isEqualTo(1);
      assertThat(ended.output).startsWith("drill provider failed: ").contains("in use");
    }
  }

  @Test
  void oneshot_gets_ready_asks_once_and_exits_as_told() throws Exception {
    try (DrillProvider provider =
        DrillProvider.start(ProviderScript.pleasant().text("good morning"))) {
      Map<String, String> environment =
          Map.of(
              "OPENAI_BASE_URL",
              provider.address() + "/v1",
              "OPENAI_MODEL",
              "gpt-x",
              "OPENAI_API_KEY",
              "secret");
      Path ready = folder.resolve("ready");
      Ended ended =
          run(
              environment,
              "oneshot",
              "wake up",
              "--ready-line",
              "READY",
              "--ready-file",
              ready.toString(),
              "--exit",
              "4");
      assertThat(ended.code).isEqualTo(4);
      assertThat(ended.output).isEqualTo("READY\ngood morning\n");
      assertThat(ready).exists();
      assertThat(provider.requests()).hasSize(1);
      assertThat(provider.requests().get(0).body().at("/messages/0/content").asText())
          .isEqualTo("wake up");
      assertThat(provider.requests().get(0).authorization()).isEqualTo("Bearer secret");
    }
  }

  @Test
  void oneshot_reports_a_refusal_and_fails() throws Exception {
    try (DrillProvider provider = DrillProvider.start(ProviderScript.pleasant().status(403))) {
      Map<String, String> environment = Map.of("OPENAI_BASE_URL", provider.address() + "/v1");
      Ended ended = run(environment, "oneshot", "wake up", "--model", "gpt-x");
      assertThat(ended.code).isEqualTo(1);
      assertThat(ended.output).contains("the provider answered 403");
    }
  }

  @Test
  void oneshot_can_do_without_a_model() throws Exception {
    Ended ended = run(Map.of(), "oneshot", "wake up", "--no-model", "--ready-after", "50ms");
    assertThat(ended.code).isZero();
    assertThat(ended.output).isEqualTo("wake up\n");
    assertThat(run(Map.of(), "oneshot").code).isEqualTo(2);
    assertThat(run(Map.of(), "oneshot", "wake up").output).contains("OPENAI_MODEL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--hang-before-ready", "--hang"})
  void oneshot_can_hang_before_or_after_it_is_ready(String hang) throws Exception {
    Path ready = folder.resolve("ready");
    Process process =
        start(Map.of(), "oneshot", "x", "--no-model", "--ready-file", ready.toString(), hang);
    try {
      if (hang.equals("--hang")) {
        while (!Files.exists(ready)) {
          assertThat(process.isAlive()).isTrue();
        }
      }
      assertThat(process.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
      assertThat(Files.exists(ready)).isEqualTo(hang.equals("--hang"));
    } finally {
      process.destroyForcibly();
    }
  }

  private static Ended run(Map<String, String> environment, String... words) throws Exception {
    Process process = start(environment, words);
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private static Process start(Map<String, String> environment, String... words)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(DrillCommand.of(words)).redirectErrorStream(true);
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private record Ended(int code, String output) {}
}
