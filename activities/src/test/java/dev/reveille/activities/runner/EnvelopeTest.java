package dev.reveille.activities.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reveille.domain.run.Testimony;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents as OpenClaw 2026.9.6 wrote them, shortened. */
class EnvelopeTest {
  @Test
  void the_document_of_agent_exec_gives_the_answer_and_the_work() {
    Envelope envelope =
        Envelope.read(
                """
                {"ok": true, "status": "ok", "final": "## Plan 你好",
                 "payloads": [{"text": "## Plan 你好", "mediaUrl": null}],
                 "usage": {"input": 22, "output": 14, "cacheRead": 0, "total": 36},
                 "codeModeEngaged": false, "assistantTurns": 2,
                 "toolSummary": {"calls": 1, "tools": ["exec"], "failures": 0},
                 "model": "pinned-model", "provider": "reveille", "sessionId": "e1d9"}
                """)
            .orElseThrow();

    assertThat(envelope.text()).isEqualTo("## Plan 你好");
    assertThat(envelope.error()).isNull();
    assertThat(envelope.testimony())
        .isEqualTo(new Testimony("ok", "reveille", "pinned-model", null, null, 2, 1, 22L, 14L));
  }

  @Test
  void the_document_of_agent_local_tells_what_was_read_in_the_answers() {
    Envelope envelope =
        Envelope.read(
                """
                {"payloads": [{"text": "one"}, {"text": null}, {"text": "two"}],
                 "meta": {"durationMs": 32965,
                  "agentMeta": {"provider": "reveille", "model": "pinned-model",
                   "usage": {"input": 22, "output": 14}, "assistantTurns": 2,
                   "terminalReceipt": {"requested": {"model": "pinned-model"},
                    "effective": {"model": "pinned-model", "responseModel": "gpt-3.5-turbo"},
                    "rerouted": true}},
                  "toolSummary": {"calls": 1}}}
                """)
            .orElseThrow();

    assertThat(envelope.text()).isEqualTo("one\n\ntwo");
    assertThat(envelope.testimony())
        .isEqualTo(
            new Testimony(null, "reveille", "pinned-model", "gpt-3.5-turbo", true, 2, 1, 22L, 14L));
  }

  @Test
  void a_failure_is_told_in_its_own_words() {
    Envelope envelope =
        Envelope.read(
                """
                {"ok": false, "status": "timeout", "final": "", "payloads": [], "model": null,
                 "provider": null, "error": {"message": "connection refused", "kind": "timeout"}}
                """)
            .orElseThrow();

    assertThat(envelope.text()).isEmpty();
    assertThat(envelope.error()).isEqualTo("connection refused");
    assertThat(envelope.testimony().status()).isEqualTo("timeout");
    assertThat(envelope.testimony().model()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain words",
        "[]",
        "null",
        "{}",
        "{\"payloads\": \"no\"}",
        "{\"payloads\": ["
      })
  void what_is_no_such_document_is_none(String output) {
    assertThat(Envelope.read(output)).isEmpty();
  }

  @Test
  void a_name_without_end_is_cut() {
    String name = "m".repeat(100_000);

    Envelope envelope =
        Envelope.read("{\"payloads\": [], \"status\": \"ok\", \"model\": \"" + name + "\"}")
            .orElseThrow();

    assertThat(envelope.testimony().model()).hasSize(201);
  }

  @Test
  void a_document_of_endless_depth_is_none() {
    assertThat(Envelope.read("{\"payloads\":[" + "[".repeat(200_000))).isEmpty();
  }
}
