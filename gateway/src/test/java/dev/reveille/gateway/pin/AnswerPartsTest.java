package dev.reveille.gateway.pin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AnswerPartsTest {
  @Test
  void a_chat_stream_adds_up_and_its_tool_calls_are_put_together_by_place() {
    AnswerParts parts =
        read(
            Dialect.CHAT,
            "{'id':'chatcmpl-1','model':'m','system_fingerprint':'fp','choices':[{'index':0,'delta':"
                + "{'tool_calls':[{'index':0,'id':'c1','function':{'arguments':''}}]}}]}",
            "{'id':'chatcmpl-1','choices':[{'index':0,'delta':{'tool_calls':[{'index':0,"
                + "'function':{'name':'bash'}},{'index':1,'id':'c2','function':{'name':'read'}}]}}]}",
            "{'choices':[{'delta':{},'finish_reason':'tool_calls'}],'usage':null}",
            "{'choices':[],'usage':{'prompt_tokens':11,'completion_tokens':7,'total_tokens':18,"
                + "'prompt_tokens_details':{'cached_tokens':5}}}");

    assertThat(parts.id()).isEqualTo("chatcmpl-1");
    assertThat(parts.fingerprint()).isEqualTo("fp");
    assertThat(parts.tools()).isEqualTo(Map.of("c1", "bash", "c2", "read"));
    assertThat(parts.stopReason()).isEqualTo("tool_calls");
    assertThat(parts.inputTokens()).isEqualTo(11);
    assertThat(parts.outputTokens()).isEqualTo(7);
    assertThat(parts.isFinished()).isTrue();
  }

  @Test
  void a_responses_stream_ends_with_its_last_event() {
    AnswerParts parts =
        read(
            Dialect.RESPONSES,
            "{'type':'response.created','response':{'id':'resp_1','model':'m','status':'in_progress',"
                + "'error':null,'usage':null}}",
            "{'type':'response.output_item.done','item':{'type':'function_call','id':'fc_1',"
                + "'call_id':'c1','name':'shell','arguments':'{}'}}");
    assertThat(parts.isFinished()).isFalse();

    read(
        parts,
        "{'type':'response.completed','response':{'id':'resp_1','status':'completed','output':["
            + "{'type':'reasoning'},{'type':'function_call','call_id':'c1','name':'shell'},"
            + "{'type':'local_shell_call','call_id':'c2'},{'type':'message','content':[{}]}],"
            + "'usage':{'input_tokens':11,'output_tokens':7}}}");

    assertThat(parts.isFinished()).isTrue();
    assertThat(parts.isError()).isFalse();
    assertThat(parts.id()).isEqualTo("resp_1");
    assertThat(parts.stopReason()).isEqualTo("completed");
    assertThat(parts.tools()).isEqualTo(Map.of("c1", "shell", "c2", "local_shell"));
    assertThat(parts.inputTokens()).isEqualTo(11);
  }

  @Test
  void a_messages_stream_counts_what_came_from_the_cache() {
    AnswerParts parts =
        read(
            Dialect.MESSAGES,
            "{'type':'message_start','message':{'id':'msg_1','model':'m','content':[],"
                + "'stop_reason':null,'usage':{'input_tokens':25,'cache_read_input_tokens':100,"
                + "'cache_creation_input_tokens':3,'output_tokens':1}}}",
            "{'type':'content_block_start','content_block':{'type':'tool_use','id':'t1','name':'Bash'}}",
            "{'type':'content_block_start','content_block':{'type':'server_tool_use','id':'s1'}}",
            "{'type':'content_block_delta','delta':{'type':'text_delta','text':'x'}}",
            "{'type':'message_delta','delta':{'stop_reason':'tool_use'},'usage':{'output_tokens':15}}");

    assertThat(parts.inputTokens()).isEqualTo(128);
    assertThat(parts.outputTokens()).isEqualTo(15);
    assertThat(parts.stopReason()).isEqualTo("tool_use");
    assertThat(parts.tools()).isEqualTo(Map.of("t1", "Bash"));
    assertThat(parts.id()).isEqualTo("msg_1");
  }

  @Test
  void documents_tell_the_same() {
    assertThat(
            read(
                    Dialect.CHAT,
                    "{'choices':[{'message':{'tool_calls':[{'id':'a','function':{'name':'x'}},"
                        + "{'id':'b','custom':{'name':'y'}}]},'finish_reason':'stop'}]}")
                .tools())
        .isEqualTo(Map.of("a", "x", "b", "y"));
    assertThat(
            read(
                    Dialect.MESSAGES,
                    "{'content':[{'type':'text'},{'type':'tool_use','id':'t','name':'n'}],"
                        + "'stop_reason':'tool_use'}")
                .tools())
        .isEqualTo(Map.of("t", "n"));
    assertThat(
            read(
                    Dialect.RESPONSES,
                    "{'status':'completed','output':[{'type':'custom_tool_call','call_id':'c',"
                        + "'name':'apply_patch'}]}")
                .tools())
        .isEqualTo(Map.of("c", "apply_patch"));
  }

  @Test
  void odd_shapes_are_passed_over_and_what_follows_is_read() {
    AnswerParts parts =
        read(
            Dialect.CHAT,
            "{'choices':[7,[{}],{'index':'x','delta':7,'message':{'tool_calls':[[],7,null]}}],"
                + "'usage':{'prompt_tokens':99999999999999999999,'completion_tokens':-4,'x':{}},"
                + "'id':{'a':1},'system_fingerprint':'fp'}");

    assertThat(parts.fingerprint()).isEqualTo("fp");
    assertThat(parts.id()).isNull();
    assertThat(parts.inputTokens()).isNull();
    assertThat(parts.outputTokens()).isNull();
    assertThat(parts.tools()).isEmpty();
  }

  private static AnswerParts read(Dialect dialect, String... documents) {
    AnswerParts parts = new AnswerParts(dialect);
    for (String document : documents) {
      read(parts, document);
    }
    return parts;
  }

  private static void read(AnswerParts parts, String document) {
    byte[] bytes = document.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    assertThat(parts.read(bytes, 0, bytes.length, model -> {})).isTrue();
  }
}
