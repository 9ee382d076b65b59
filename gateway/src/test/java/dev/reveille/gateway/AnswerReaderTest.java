package dev.reveille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerReaderTest {
  private final AnswerFields fields = new AnswerFields();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 10_000})
  void events_are_read_however_they_are_cut(int size) {
    String stream =
        "event: response.created\r\ndata: {\"type\":\"response.created\",\"response\":{\"model\":\"mödel-€\"}}\r\n\r\n"
            + ": a comment\r\n\r\nevent: delta\ndata: {\"delta\":\"model\"}\n\n"
            + "data: {\"response\":{\"usage\":{\"input_tokens\":11,\ndata: \"output_tokens\":7}}}\r\r"
            + "data: [DONE]\n\n";

    read("text/event-stream; charset=utf-8", stream, size);

    assertThat(fields.model()).isEqualTo("mödel-€");
    assertThat(fields.inputTokens()).isEqualTo(11);
    assertThat(fields.outputTokens()).isEqualTo(7);
  }

  @Test
  void the_parts_of_a_messages_stream_add_up() {
    read(
        "text/event-stream",
        "data: {\"type\":\"message_start\",\"message\":{\"model\":\"claude\",\"usage\":{\"input_tokens\":25,\"output_tokens\":1}}}\n\n"
            + "data: {\"type\":\"message_delta\",\"usage\":{\"output_tokens\":15}}\n\n",
        5);

    assertThat(fields.model()).isEqualTo("claude");
    assertThat(fields.inputTokens()).isEqualTo(25);
    assertThat(fields.outputTokens()).isEqualTo(15);
  }

  @Test
  void a_model_that_is_only_content_is_not_taken_for_the_answered_one() {
    read(
        "application/json",
        "{\"choices\":[{\"model\":\"a\",\"message\":{\"model\":\"b\"}}],\"tools\":{\"usage\":{\"input_tokens\":1}}}",
        10);

    assertThat(fields.model()).isNull();
    assertThat(fields.inputTokens()).isNull();
  }

  @Test
  void the_last_event_is_read_without_an_empty_line_behind_it() {
    read("text/event-stream", "data: {\"model\":\"m\"}", 4);

    assertThat(fields.model()).isEqualTo("m");
  }

  @Test
  void an_event_too_large_is_passed_over_and_the_next_one_read() {
    read(
        "text/event-stream",
        "data: {\"model\":\"hidden\",\"x\":\""
            + "x".repeat(AnswerReader.LARGEST)
            + "\"}\n\ndata: {\"model\":\"next\"}\n\n",
        8192);

    assertThat(fields.model()).isEqualTo("next");
  }

  @Test
  void a_document_too_large_or_cut_short_or_compressed_is_no_evidence() {
    read(
        "application/json",
        "{\"x\":\"" + "x".repeat(AnswerReader.LARGEST) + "\",\"model\":\"m\"}",
        8192);
    assertThat(fields.model()).isNull();

    read("application/json", "{\"usage\":{\"input_to", 8192);
    assertThat(fields.inputTokens()).isNull();

    HttpFields gzip =
        HttpFields.build().put("Content-Type", "application/json").put("Content-Encoding", "gzip");
    AnswerReader reader = AnswerReader.of(gzip, fields);
    reader.accept(ByteBuffer.wrap("{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_8)));
    reader.end();
    assertThat(fields.model()).isNull();
  }

  private void read(String type, String answer, int size) {
    AnswerReader reader = AnswerReader.of(HttpFields.build().put("Content-Type", type), fields);
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += size) {
      ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at));
      int position = piece.position();
      reader.accept(piece);
      assertThat(piece.position()).isEqualTo(position);
    }
    reader.end();
  }
}
