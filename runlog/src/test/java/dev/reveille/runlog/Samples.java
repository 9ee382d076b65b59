package dev.reveille.runlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reveille.domain.run.CallJudgement;
import dev.reveille.domain.run.EventType;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.OutputChunk;
import dev.reveille.domain.run.RunEvent;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.RunOpened;
import dev.reveille.domain.run.RunSettled;
import dev.reveille.domain.run.RunStatus;
import dev.reveille.domain.run.ToolCall;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Trigger;
import dev.reveille.domain.run.Tunnel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values the tests write. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

  private Samples() {}

  static RunKey key(String workflowId) {
    return new RunKey(
        workflowId,
        UUID.nameUUIDFromBytes(workflowId.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .toString());
  }

  static RunOpened opened(RunKey key, String job, Instant at) {
    return opened(key, key.runId(), job, at);
  }

  static RunOpened opened(RunKey key, String firstRunId, String job, Instant at) {
    return new RunOpened(
        key,
        firstRunId,
        "default",
        job,
        "folder",
        at,
        Trigger.SCHEDULE,
        "isolated",
        "codex",
        "sha256:00",
        "openai/gpt-5.4-nano",
        60_000,
        900_000,
        at);
  }

  static RunEvent event(Instant at, EventType type, int attempt, Object... detail) {
    Map<String, JsonNode> map = new TreeMap<>();
    for (int i = 0; i < detail.length; i += 2) {
      map.put(
          (String) detail[i],
          detail[i + 1] instanceof Number number
              ? LongNode.valueOf(number.longValue())
              : TextNode.valueOf((String) detail[i + 1]));
    }
    String stage = map.containsKey("stage") ? map.get("stage").asText() : "";
    return new RunEvent(at, type, attempt, stage, "host-a", map);
  }

  static ModelCall modelCall(RunKey key, int seq, @Nullable String answered, boolean ended) {
    return new ModelCall(
        key,
        1,
        seq,
        "openai",
        "/v1/chat/completions",
        "gpt-5.4-nano",
        2,
        ended ? CallJudgement.PINNED : CallJudgement.PENDING,
        ended ? 200 : 0,
        1,
        ModelCall.Answer.of(answered, ended ? 100L : null, ended ? 10L : null),
        NOON,
        ended ? NOON.plusMillis(5) : null,
        null);
  }

  static ModelCall refused(RunKey key, int seq) {
    return new ModelCall(
        key,
        1,
        seq,
        "openai",
        "/v1/chat/completions",
        "gpt-9",
        0,
        CallJudgement.OTHER_MODEL,
        400,
        0,
        ModelCall.Answer.NONE,
        NOON,
        NOON,
        "not the pinned model");
  }

  static ModelCall judged(RunKey key, int seq, CallJudgement judgement, @Nullable String answered) {
    return new ModelCall(
        key,
        1,
        seq,
        "openai",
        "/v1/responses",
        "gpt-5.4-nano",
        1,
        judgement,
        judgement.refused() ? 400 : 200,
        judgement.refused() ? 0 : 2,
        new ModelCall.Answer(
            answered, "resp-" + seq, "fp-1", "stop", 100L, 10L, NOON.plusMillis(20)),
        NOON,
        NOON.plusMillis(50),
        judgement.good() ? null : "said why");
  }

  static ToolUse toolUse(RunKey key, String id, @Nullable Instant returnedAt, boolean failed) {
    return new ToolUse(key, 1, id, "shell", 1, NOON, returnedAt, failed);
  }

  static Tunnel tunnel(RunKey key, int seq, @Nullable Instant endedAt) {
    boolean ended = endedAt != null;
    return new Tunnel(
        key,
        1,
        seq,
        "api.github.com",
        443,
        true,
        ended ? 5_000_000_000L : 0,
        ended ? 7 : 0,
        NOON,
        endedAt,
        null);
  }

  static ToolCall toolCall(RunKey key, String id, String status) {
    boolean ended = status.equals("completed") || status.equals("failed");
    return new ToolCall(key, 1, id, "shell", status, NOON, ended ? NOON.plusMillis(7) : null);
  }

  static OutputChunk chunk(RunKey key, int attempt, long seq, String stream, String text) {
    return new OutputChunk(key, attempt, seq, NOON, stream, text);
  }

  static RunSettled settled(RunKey key, RunStatus status, String verdict, Instant at) {
    return new RunSettled(key, status, verdict, "said so", List.of(), at);
  }
}
