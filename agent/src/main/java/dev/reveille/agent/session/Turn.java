package dev.reveille.agent.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.reveille.agent.json.Json;
import dev.reveille.agent.model.ModelFailure;
import dev.reveille.agent.model.Models;
import dev.reveille.agent.model.ToolSpecs;
import dev.reveille.agent.session.SessionException.Fault;
import dev.reveille.agent.settings.Settings.Limits;
import dev.reveille.agent.settings.Surroundings;
import dev.reveille.agent.work.Cancellation;
import dev.reveille.agent.work.Cancelled;
import dev.reveille.agent.work.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * One prompt, and all that is done about it: the model is asked until it asks for no more tools.
 */
public final class Turn {
  /** A gateway may hold a request for as long as the job has patience. */
  private static final Duration ONE_CALL = Duration.ofHours(3);

  private final Session session;
  private final Sessions sessions;
  private final Surroundings surroundings;
  private final Client client;
  private final ChatModel model;
  private final Cancellation cancellation;
  private final Limits limits;
  private final ToolCalls calls;
  private final Set<String> answered = new LinkedHashSet<>();
  private long inputTokens;
  private long outputTokens;

  /**
   * @param sessions keeps what was said
   */
  public Turn(
      Session session,
      Sessions sessions,
      Surroundings surroundings,
      Client client,
      Models models,
      Cancellation cancellation) {
    this.session = session;
    this.sessions = sessions;
    this.surroundings = surroundings;
    this.client = client;
    this.model = models.named(session.model());
    this.cancellation = cancellation;
    this.limits = surroundings.settings().limits();
    this.calls = new ToolCalls(session, surroundings.settings(), client, cancellation);
  }

  /** Blocks until the turn is over; returns the answer to the prompt. */
  public ObjectNode run(String prompt) throws SessionException {
    Conversation conversation = session.conversation();
    conversation.trim(limits.historyChars());
    conversation.add(UserMessage.from(prompt));
    try {
      return result(loop(conversation));
    } catch (Cancelled e) {
      return result("cancelled");
    } finally {
      sessions.save(session);
    }
  }

  private String loop(Conversation conversation) throws Cancelled, SessionException {
    List<ToolSpecification> tools = ToolSpecs.of(session.tools());
    for (int asked = 0; ; asked++) {
      if (asked == limits.modelCalls()) {
        return "max_turn_requests";
      }
      if (inputTokens + outputTokens >= limits.tokens()) {
        return "max_tokens";
      }
      ChatResponse response = ask(conversation, tools);
      AiMessage answer = ToolCalls.withOwnIds(response.aiMessage());
      count(response);
      say(answer);
      FinishReason reason = response.metadata().finishReason();
      if (reason == FinishReason.LENGTH || !answer.hasToolExecutionRequests()) {
        // The arguments of a call that was cut short are not to be acted on.
        if (answer.text() != null && !answer.text().isBlank()) {
          conversation.add(AiMessage.from(answer.text()));
        }
        return reason == FinishReason.LENGTH
            ? "max_tokens"
            : reason == FinishReason.CONTENT_FILTER ? "refusal" : "end_turn";
      }
      conversation.add(answer);
      act(conversation, answer.toolExecutionRequests());
    }
  }

  private ChatResponse ask(Conversation conversation, List<ToolSpecification> tools)
      throws Cancelled, SessionException {
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(SystemMessage.from(session.persona()));
    messages.addAll(conversation.messages());
    ChatRequest request =
        ChatRequest.builder().messages(messages).toolSpecifications(tools).build();
    try {
      return Step.run("model", () -> model.chat(request), ONE_CALL, cancellation);
    } catch (ExecutionException | TimeoutException e) {
      ModelFailure failure =
          ModelFailure.of(e.getCause() == null ? e : e.getCause(), surroundings.token());
      throw new SessionException(
          failure.isAuthRequired() ? Fault.AUTH : Fault.INTERNAL,
          String.valueOf(failure.getMessage()));
    }
  }

  /** Every call gets a result, also after a cancellation: no provider takes a call without one. */
  private void act(Conversation conversation, List<ToolExecutionRequest> requests)
      throws Cancelled {
    for (int i = 0; i < requests.size(); i++) {
      ToolExecutionRequest request = requests.get(i);
      try {
        conversation.add(ToolExecutionResultMessage.from(request, calls.run(request)));
      } catch (Cancelled e) {
        requests
            .subList(i, requests.size())
            .forEach(
                left -> conversation.add(ToolExecutionResultMessage.from(left, "[cancelled]")));
        throw e;
      }
    }
  }

  private void say(AiMessage answer) {
    String thought = answer.thinking();
    if (thought != null && !thought.isBlank()) {
      client.update(session.id(), Updates.thought(thought));
    }
    String text = answer.text();
    if (text != null && !text.isEmpty()) {
      client.update(session.id(), Updates.said(text));
    }
  }

  private void count(ChatResponse response) {
    TokenUsage usage = response.metadata().tokenUsage();
    long input = usage == null || usage.inputTokenCount() == null ? 0 : usage.inputTokenCount();
    long output = usage == null || usage.outputTokenCount() == null ? 0 : usage.outputTokenCount();
    inputTokens += input;
    outputTokens += output;
    String name = String.valueOf(response.metadata().modelName());
    answered.add(name);
    client.update(session.id(), Updates.usage(input + output, name));
  }

  private ObjectNode result(String stopReason) {
    ObjectNode result = Json.object().put("stopReason", stopReason);
    result
        .putObject("usage")
        .put("inputTokens", inputTokens)
        .put("outputTokens", outputTokens)
        .put("totalTokens", inputTokens + outputTokens);
    var models = result.putObject("_meta").putObject("reveille").putArray("answeredModels");
    answered.forEach(models::add);
    return result;
  }
}
