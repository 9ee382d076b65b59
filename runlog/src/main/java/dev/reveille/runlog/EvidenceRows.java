package dev.reveille.runlog;

import dev.reveille.domain.run.Artifact;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.OutputChunk;
import dev.reveille.domain.run.RunKey;
import dev.reveille.domain.run.ToolCall;
import dev.reveille.domain.run.ToolUse;
import dev.reveille.domain.run.Tunnel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;

/** Writes what was seen of a run's work; {@link Evidence} reads it. */
final class EvidenceRows {
  private EvidenceRows() {}

  static int write(Handle handle, ModelCall call) {
    Supplier<Update> update =
        () ->
            handle
                .createUpdate(Sql.MODEL_CALL)
                .bind("attempt", call.attempt())
                .bind("seq", call.seq())
                .bind("provider", Texts.cut(call.provider(), Texts.LINE))
                .bind("path", Texts.cut(call.path(), Texts.LINE))
                .bind("asked", Texts.line(call.asked()))
                .bind("answered", Texts.line(call.answered()))
                .bind("status", call.status())
                .bind("tools", call.tools())
                .bind("judgement", call.judgement())
                .bind("refused", call.refused() ? 1 : 0)
                .bind("sent", call.sent())
                .bind("responseId", Texts.line(call.answer().id()))
                .bind("fingerprint", Texts.line(call.answer().fingerprint()))
                .bind("stopReason", Texts.line(call.answer().stopReason()))
                .bind("inputTokens", call.answer().inputTokens())
                .bind("outputTokens", call.answer().outputTokens())
                .bind("firstByteAt", Times.microsOrNull(call.answer().firstByteAt()))
                .bind("startedAt", Times.micros(call.startedAt()))
                .bind("endedAt", Times.microsOrNull(call.endedAt()))
                .bind("error", Texts.line(call.error()));
    return RunRows.execute(handle, call.key(), call.startedAt(), update);
  }

  static int write(Handle handle, ToolCall call) {
    Supplier<Update> update =
        () ->
            handle
                .createUpdate(Sql.TOOL_CALL)
                .bind("attempt", call.attempt())
                .bind("callId", Texts.key(call.id()))
                .bind("name", Texts.line(call.name()))
                .bind("status", Texts.cut(call.status(), Texts.LINE))
                .bind("startedAt", Times.micros(call.startedAt()))
                .bind("endedAt", Times.microsOrNull(call.endedAt()));
    return RunRows.execute(handle, call.key(), call.startedAt(), update);
  }

  static int write(Handle handle, ToolUse use) {
    Supplier<Update> update =
        () ->
            handle
                .createUpdate(Sql.TOOL_USE)
                .bind("attempt", use.attempt())
                .bind("useId", Texts.key(use.id()))
                .bind("name", Texts.line(use.name()))
                .bind("call", use.call())
                .bind("askedAt", Times.micros(use.askedAt()))
                .bind("returnedAt", Times.microsOrNull(use.returnedAt()))
                .bind("failed", use.failed() ? 1 : 0);
    return RunRows.execute(handle, use.key(), use.askedAt(), update);
  }

  static int write(Handle handle, Artifact artifact) {
    Supplier<Update> update =
        () ->
            handle
                .createUpdate(Sql.ARTIFACT)
                .bind("attempt", artifact.attempt())
                .bind("name", Texts.cut(artifact.name(), Texts.LINE))
                .bind("bytes", artifact.bytes())
                .bind("content", artifact.content())
                .bind("at", Times.micros(artifact.at()));
    return RunRows.execute(handle, artifact.key(), artifact.at(), update);
  }

  static int write(Handle handle, Tunnel tunnel) {
    Supplier<Update> update =
        () ->
            handle
                .createUpdate(Sql.TUNNEL)
                .bind("attempt", tunnel.attempt())
                .bind("seq", tunnel.seq())
                .bind("host", Texts.cut(tunnel.host(), Texts.LINE))
                .bind("port", tunnel.port())
                .bind("allowed", tunnel.allowed() ? 1 : 0)
                .bind("bytesOut", tunnel.bytesOut())
                .bind("bytesIn", tunnel.bytesIn())
                .bind("startedAt", Times.micros(tunnel.startedAt()))
                .bind("endedAt", Times.microsOrNull(tunnel.endedAt()))
                .bind("error", Texts.line(tunnel.error()));
    return RunRows.execute(handle, tunnel.key(), tunnel.startedAt(), update);
  }

  static int write(Handle handle, List<OutputChunk> chunks) {
    Set<RunKey> known = new LinkedHashSet<>();
    PreparedBatch batch = handle.prepareBatch(Sql.OUTPUT);
    for (OutputChunk chunk : chunks) {
      if (known.add(chunk.key())) {
        RunRows.makeKnown(handle, chunk.key(), chunk.at());
      }
      String text = Texts.storable(chunk.text());
      RunRows.named(batch, chunk.key())
          .bind("attempt", chunk.attempt())
          .bind("seq", chunk.seq())
          .bind("at", Times.micros(chunk.at()))
          .bind("stream", Texts.key(chunk.stream()))
          .bind("bytes", (long) text.getBytes(StandardCharsets.UTF_8).length)
          .bind("text", text)
          .add();
    }
    return batch.execute().length;
  }
}
