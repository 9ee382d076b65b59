package dev.reveille.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reveille.drill.flags.FlagSet;
import dev.reveille.drill.json.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScriptWordsTest {
  private static final ProviderScript EVERYTHING =
      ProviderScript.pleasant()
          .model(AnsweredModel.suffix("-2026-01-01"))
          .honestCalls(2)
          .text("hello")
          .tool(new ToolAsk("bash", "ls -l", 3))
          .tokens(11, 7)
          .honestEvents(8)
          .gzip()
          .whole()
          .contentType("text/plain")
          .latency(Duration.ofSeconds(2))
          .chunkDelay(Duration.ofMillis(5))
          .hang()
          .cutAfter(100)
          .status(403)
          .failFirst(4, 500)
          .capacity(5, 429)
          .retryAfter(6)
          .requireKey("secret")
          .models(List.of("a", "b"));

  @Test
  void flags_can_say_everything_that_code_can() {
    String line =
        "--model +-2026-01-01 --honest-calls 2 --text hello --tool=ls@-l --tool-name bash --tool-rounds 3 --usage 11/7"
            + " --honest-events 8 --gzip --whole --content-type text/plain --latency 2s --chunk-delay 5ms --hang --cut-after 100 --status 403 --fail-first 4 --fail-status 500"
            + " --capacity 5 --over-status 429 --retry-after 6 --require-key secret --models a,b";
    List<String> words =
        List.of(line.split(" ")).stream().map(word -> word.replace('@', ' ')).toList();
    FlagSet flags = new FlagSet("test", ScriptWords.flags());
    assertThat(ScriptWords.read(flags.parse(words), ProviderScript.pleasant()))
        .isEqualTo(EVERYTHING);
  }

  @Test
  void json_can_say_everything_that_code_can() throws Exception {
    String json =
        """
        {"model":"+-2026-01-01","honestCalls":2,"text":"hello","tool":{"command":"ls -l","name":"bash","rounds":3},
         "usage":"11/7","honestEvents":8,"gzip":true,"whole":true,"contentType":"text/plain","latency":"2s","chunkDelay":"5ms","hang":true,"cutAfter":100,"status":403,"failFirst":4,
         "failStatus":500,"capacity":5,"overStatus":429,"retryAfter":6,"requireKey":"secret","models":["a","b"]}""";
    assertThat(ScriptWords.read(Json.read(json))).isEqualTo(EVERYTHING);
  }

  @Test
  void wrong_values_are_named_with_what_was_expected() {
    assertThatThrownBy(() -> ScriptWords.read(Json.read("{\"status\":99}")))
        .hasMessageContaining("status: 99");
    assertThatThrownBy(() -> ScriptWords.read(Json.read("{\"overStatus\":999}")))
        .hasMessage("over-status: 999 (expected: an HTTP status from 200 to 599)");
    assertThatThrownBy(() -> ScriptWords.read(Json.read("{\"usage\":\"11\"}")))
        .hasMessage("usage: 11 (expected: IN/OUT, such as 11/7)");
    assertThatThrownBy(() -> ScriptWords.read(Json.read("{\"toolName\":\"bash\"}")))
        .hasMessageContaining("tool-name needs a tool");
    assertThatThrownBy(() -> ScriptWords.read(Json.read("{\"hang\":false,\"capacity\":0}")))
        .hasMessage("capacity: 0 (expected: a whole number >= 1)");
  }
}
