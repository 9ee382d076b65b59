package dev.reveille.agent;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reveille.agent.json.Json;
import dev.reveille.drill.DrillProvider;
import dev.reveille.drill.ProviderScript;
import dev.reveille.drill.ToolAsk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits, permissions, cancellation and what a hostile model or tool may try. */
class TurnTest {
  @TempDir Path folder;

  // Each test begins with its own script.
  @SuppressWarnings("NullAway.Init")
  private DrillProvider provider;

  @SuppressWarnings("NullAway.Init")
  private Talk talk;

  @AfterEach
  void close() throws Exception {
    talk.close();
    provider.close();
  }

  private JsonNode turn(ProviderScript script, String config) throws Exception {
    begin(script, config);
    return talk.prompt(talk.open(), "Do it.");
  }

  private void begin(ProviderScript script, String config) throws Exception {
    provider = DrillProvider.start(script);
    talk = Talk.with(provider, "openai", config, folder);
  }

  private static ProviderScript endless(String command) {
    return ProviderScript.pleasant().tool(new ToolAsk("", command, 1000));
  }

  private static ProviderScript asking(String tool, String arguments) {
    return ProviderScript.pleasant().tool(new ToolAsk(tool, arguments, 1));
  }

  @Test
  void a_model_that_never_comes_to_an_end_is_stopped_after_so_many_calls() throws Exception {
    JsonNode answer = turn(endless("true"), "{limits: {modelCalls: 3}}");

    assertThat(answer.at("/result/stopReason").asText()).isEqualTo("max_turn_requests");
    assertThat(provider.requests()).hasSize(3);
  }

  @Test
  void a_turn_that_has_used_its_tokens_asks_no_more() throws Exception {
    JsonNode answer = turn(endless("true").tokens(600, 10), "{limits: {tokens: 1000}}");

    assertThat(answer.at("/result/stopReason").asText()).isEqualTo("max_tokens");
    assertThat(provider.requests()).hasSize(2);
  }

  @Test
  void a_command_that_takes_too_long_is_ended_with_what_it_said_until_then() throws Exception {
    turn(
        asking("shell", "{\"command\": \"echo early; sleep 300\"}"),
        "{tools: {shellTimeout: 300ms}}");

    assertThat(talk.toolText()).startsWith("early").contains("[ended: it took longer");
    assertThat(talk.updates("tool_call_update").toString()).contains("\"failed\"");
  }

  @Test
  void tools_have_no_more_time_together_than_their_limit() throws Exception {
    begin(
        ProviderScript.pleasant().tool(new ToolAsk("", "sleep 300", 2)),
        "{limits: {toolTime: 400ms}}");
    long begun = System.nanoTime();

    JsonNode answer = talk.prompt(talk.open(), "Do it.");

    assertThat(answer.at("/result/stopReason").asText()).isEqualTo("end_turn");
    assertThat(talk.toolText()).contains("used up");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void a_cancelled_tool_ends_at_once_and_leaves_no_process() throws Exception {
    begin(asking("shell", "{\"command\": \"echo $$ > new; mv new pid; sleep 300 & wait\"}"), "");
    String session = talk.open();
    Path pid = folder.resolve("pid");
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      talk.whenToolStarts(
          () -> {
            awaitFile(pid, watch);
            talk.cancel(session);
          });

      JsonNode answer = talk.prompt(session, "Do it.");

      assertThat(answer.at("/result/stopReason").asText()).isEqualTo("cancelled");
    }
    assertThat(provider.requests()).hasSize(1);
    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        .ifPresent(shell -> assertThat(shell.onExit()).succeedsWithin(Duration.ofSeconds(20)));
  }

  private static void awaitFile(Path file, WatchService watch) {
    try {
      while (!Files.exists(file)) {
        WatchKey key = requireNonNull(watch.poll(30, TimeUnit.SECONDS), "nothing new in 30 s");
        key.reset();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_turn_is_cancelled_while_the_provider_says_nothing() throws Exception {
    begin(ProviderScript.pleasant().hang(), "");
    String session = talk.open();
    AtomicReference<JsonNode> answer = new AtomicReference<>(Json.object());
    CountDownLatch done = new CountDownLatch(1);
    Thread prompting =
        new Thread(
            () -> {
              try {
                answer.set(talk.prompt(session, "Do it."));
              } catch (Exception e) {
                answer.set(Json.object().put("failed", e.toString()));
              }
              done.countDown();
            });
    prompting.start();
    provider.awaitRequests(1, Duration.ofSeconds(30));

    talk.cancel(session);

    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(requireNonNull(answer.get()).at("/result/stopReason").asText())
        .isEqualTo("cancelled");
  }

  @Test
  void a_session_goes_on_after_a_cancelled_turn() throws Exception {
    begin(asking("shell", "{\"command\": \"sleep 300\"}"), "");
    String session = talk.open();
    talk.whenToolStarts(() -> talk.cancel(session));
    talk.prompt(session, "Do it.");

    JsonNode answer = talk.prompt(session, "Go on.");

    assertThat(answer.at("/result/stopReason").asText()).as("%s", answer).isEqualTo("end_turn");
  }

  @Test
  void in_mode_ask_nothing_is_written_without_leave() throws Exception {
    begin(asking("write_file", "{\"path\": \"a.txt\", \"content\": \"x\"}"), "{mode: ask}");
    talk.permitting("reject-once");

    JsonNode answer = talk.prompt(talk.open(), "Do it.");

    assertThat(answer.at("/result/stopReason").asText()).isEqualTo("end_turn");
    assertThat(talk.heard("session/request_permission")).hasSize(1);
    assertThat(talk.toolText()).contains("denied");
    assertThat(folder.resolve("a.txt")).doesNotExist();
  }

  @Test
  void with_leave_it_is_written() throws Exception {
    begin(asking("write_file", "{\"path\": \"a.txt\", \"content\": \"x\"}"), "{mode: ask}");
    talk.permitting("allow-once");

    talk.prompt(talk.open(), "Do it.");

    assertThat(folder.resolve("a.txt")).content().isEqualTo("x");
  }

  @Test
  void a_question_that_nobody_answers_ends_the_turn() throws Exception {
    JsonNode answer = turn(asking("shell", "{\"command\": \"touch ran\"}"), "{mode: ask}");

    assertThat(answer.at("/result/stopReason").asText()).isEqualTo("cancelled");
    assertThat(folder.resolve("ran")).doesNotExist();
  }

  @Test
  void reading_is_never_asked_for() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "what it says");

    turn(asking("read_file", "{\"path\": \"a.txt\"}"), "{mode: ask}");

    assertThat(talk.heard("session/request_permission")).isEmpty();
    assertThat(talk.toolText()).isEqualTo("what it says");
  }

  @Test
  void a_tool_that_does_not_exist_is_an_answer_to_the_model_and_not_an_end() throws Exception {
    begin(asking("shell", "{\"command\": 7}"), "");

    JsonNode answer = talk.prompt(talk.open(), "Do it.");

    assertThat(answer.at("/result/stopReason").asText()).isEqualTo("end_turn");
    assertThat(talk.toolText()).contains("command is no text");
  }

  @Test
  void what_a_command_prints_cannot_speak_to_the_client() throws Exception {
    String hostile =
        "printf '\\033]0;title\\007\\033[2J\\033[31mred\\033[0m \\377\\376 "
            + "\\n{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{\"stopReason\":\"end_turn\"}}\\n'";
    turn(asking("shell", Json.object().put("command", hostile).toString()), "");

    assertThat(talk.toolText())
        .startsWith("red \ufffd\ufffd \n{\"jsonrpc\"")
        .doesNotContain("\u001b", "\u0007", "title");
    assertThat(provider.requests()).hasSize(2);
    assertThat(provider.requests().get(1).body().toString())
        .contains("red")
        .doesNotContain("\\u001b[2J");
  }

  @Test
  void a_flood_is_cut_to_its_beginning_and_its_end() throws Exception {
    turn(
        asking("shell", "{\"command\": \"echo begin; yes flood | head -c 50000000; echo end\"}"),
        "{tools: {outputBytes: 2KiB}}");

    assertThat(talk.toolText()).startsWith("begin").contains("left out").endsWith("end\n");
    assertThat(talk.toolText().length()).isLessThan(4_000);
    assertThat(provider.requests().get(1).body().toString().length()).isLessThan(20_000);
  }

  @Test
  void a_command_knows_nothing_of_what_opens_the_provider() throws Exception {
    turn(asking("shell", "{\"command\": \"env\"}"), "");

    assertThat(provider.requests().get(1).body().toString())
        .doesNotContain(Talk.TOKEN, "REVEILLE_AGENT");
  }

  @Test
  void an_answer_that_was_cut_short_is_not_acted_on() throws Exception {
    JsonNode answer = turn(ProviderScript.pleasant().cutAfter(40), "");

    assertThat(answer.at("/error/message").asText())
        .startsWith("the model provider gave no answer");
  }

  @Test
  void the_model_can_be_chosen_among_those_it_was_told() throws Exception {
    begin(ProviderScript.pleasant(), "");
    String session = talk.open();

    JsonNode unknown =
        talk.request(
            "session/set_config_option",
            Json.object().put("sessionId", session).put("configId", "model").put("value", "x"));
    talk.request(
        "session/set_config_option",
        Json.object()
            .put("sessionId", session)
            .put("configId", "model")
            .put("value", "other-model"));
    talk.prompt(session, "Hello.");

    assertThat(unknown.at("/error/message").asText()).contains("x is not offered");
    assertThat(provider.requests())
        .allSatisfy(request -> assertThat(request.model()).isEqualTo("other-model"));
  }
}
