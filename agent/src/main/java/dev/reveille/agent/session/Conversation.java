package dev.reveille.agent.session;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;

/** What was said in a session, in order; the system prompt is not part of it. */
final class Conversation {
  private final List<ChatMessage> messages;

  Conversation() {
    this(List.of());
  }

  private Conversation(List<ChatMessage> messages) {
    this.messages = new ArrayList<>(messages);
  }

  static Conversation fromJson(String json) {
    return new Conversation(ChatMessageDeserializer.messagesFromJson(json));
  }

  String toJson() {
    return ChatMessageSerializer.messagesToJson(messages);
  }

  void add(ChatMessage message) {
    messages.add(message);
  }

  List<ChatMessage> messages() {
    return List.copyOf(messages);
  }

  /** Drops whole turns, oldest first, until no more than so many characters are left. */
  void trim(int chars) {
    while (length() > chars) {
      int second = secondTurn();
      if (second < 0) {
        return;
      }
      messages.subList(0, second).clear();
    }
  }

  private int secondTurn() {
    for (int i = 1; i < messages.size(); i++) {
      if (messages.get(i) instanceof UserMessage) {
        return i;
      }
    }
    return -1;
  }

  private long length() {
    return messages.stream().mapToLong(Conversation::length).sum();
  }

  private static long length(ChatMessage message) {
    if (message instanceof UserMessage user) {
      return user.hasSingleText() ? user.singleText().length() : 0;
    }
    if (message instanceof ToolExecutionResultMessage result) {
      return result.text() == null ? 0 : result.text().length();
    }
    if (message instanceof AiMessage answer) {
      long calls =
          answer.toolExecutionRequests().stream()
              .mapToLong(call -> call.arguments() == null ? 0 : call.arguments().length())
              .sum();
      return calls + (answer.text() == null ? 0 : answer.text().length());
    }
    return 0;
  }
}
