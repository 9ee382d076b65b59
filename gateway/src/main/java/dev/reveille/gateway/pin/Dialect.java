package dev.reveille.gateway.pin;

/** The shapes of requests and answers that make a model work. */
public enum Dialect {
  /** OpenAI chat completions. */
  CHAT,
  /** OpenAI responses. */
  RESPONSES,
  /** Anthropic messages. */
  MESSAGES
}
