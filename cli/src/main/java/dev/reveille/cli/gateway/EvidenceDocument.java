package dev.reveille.cli.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reveille.cli.gateway.CallBook.Evidence;
import dev.reveille.domain.Json;
import dev.reveille.domain.job.ModelPin;
import dev.reveille.domain.run.FailureType;
import dev.reveille.domain.run.ModelCall;
import dev.reveille.domain.run.ModelProof;
import dev.reveille.domain.run.ModelTally;
import dev.reveille.domain.run.ToolUse;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The evidence for programs; parts that are also in a run's JSON have the same names here. */
record EvidenceDocument(
    ModelPin pin, Evidence evidence, ModelProof proof, Instant began, @Nullable Integer exit) {
  ObjectNode write() {
    FailureType type = proof.type();
    ObjectNode root = Json.mapper().createObjectNode();
    root.put("verdict", type == null ? "OK" : type.name());
    root.put("message", proof.message());
    root.set("model", model());
    root.set("tools", tools());
    root.set("findings", Json.mapper().valueToTree(proof.findings()));
    ArrayNode calls = root.putArray("calls");
    evidence.calls().forEach(call -> calls.add(call(call)));
    ArrayNode uses = root.putArray("toolUses");
    evidence.tools().forEach(use -> uses.add(use(use)));
    root.put("forgottenCalls", evidence.forgottenCalls());
    root.put("forgottenToolUses", evidence.forgottenTools());
    root.put("exitCode", exit);
    root.put("startedAt", began.toString());
    return root;
  }

  private ObjectNode model() {
    ModelTally tally = proof.tally();
    ObjectNode model = Json.mapper().createObjectNode();
    model.put("pinned", pin.model().toString());
    model.set("answered", Json.mapper().valueToTree(tally.answered()));
    model.put("calls", tally.calls());
    model.put("refused", tally.refused());
    model.put("verified", proof.verified());
    model.put("inputTokens", tally.inputTokens());
    model.put("outputTokens", tally.outputTokens());
    return model;
  }

  private ObjectNode tools() {
    ObjectNode tools = Json.mapper().createObjectNode();
    tools.put("called", evidence.tools().size() + evidence.forgottenTools());
    tools.put(
        "returned", evidence.tools().stream().filter(use -> use.returnedAt() != null).count());
    tools.put("failed", evidence.tools().stream().filter(ToolUse::failed).count());
    return tools;
  }

  private static ObjectNode call(ModelCall call) {
    ModelCall.Answer answer = call.answer();
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("seq", call.seq());
    node.put("provider", call.provider());
    node.put("path", call.path());
    node.put("asked", call.asked());
    node.put("answered", answer.model());
    node.put("judgement", call.judgement().name());
    node.put("status", call.status());
    node.put("sent", call.sent());
    node.put("tools", call.tools());
    node.put("id", answer.id());
    node.put("fingerprint", answer.fingerprint());
    node.put("stopReason", answer.stopReason());
    node.put("inputTokens", answer.inputTokens());
    node.put("outputTokens", answer.outputTokens());
    node.put("startedAt", call.startedAt().toString());
    node.put("firstByteAt", text(answer.firstByteAt()));
    node.put("endedAt", text(call.endedAt()));
    node.put("error", call.error());
    return node;
  }

  private static ObjectNode use(ToolUse use) {
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("id", use.id());
    node.put("name", use.name());
    node.put("call", use.call());
    node.put("askedAt", use.askedAt().toString());
    node.put("returnedAt", text(use.returnedAt()));
    node.put("failed", use.failed());
    return node;
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : Objects.toString(at);
  }
}
