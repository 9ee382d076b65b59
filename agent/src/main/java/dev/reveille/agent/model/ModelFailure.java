package dev.reveille.agent.model;

import dev.langchain4j.exception.HttpException;
import dev.reveille.agent.tools.Text;

/** The provider did not answer a request as it should. */
public final class ModelFailure extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int SAID_CHARS = 600;

  private final boolean authRequired;

  private ModelFailure(String message, boolean authRequired, Throwable cause) {
    super(message, cause);
    this.authRequired = authRequired;
  }

  /**
   * In words for people.
   *
   * @param token that must not be among them
   */
  public static ModelFailure of(Throwable thrown, String token) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException refused) {
        int status = refused.statusCode();
        return new ModelFailure(
            "the model provider answered " + status + ": " + said(refused, token),
            status == 401,
            thrown);
      }
      if (cause.getCause() == null) {
        return new ModelFailure(
            "the model provider gave no answer: " + said(cause, token), false, thrown);
      }
    }
    return new ModelFailure("the model provider gave no answer", false, thrown);
  }

  public boolean isAuthRequired() {
    return authRequired;
  }

  private static String said(Throwable cause, String token) {
    String message = cause.getMessage();
    String words = message == null ? cause.getClass().getSimpleName() : message;
    return Text.line(token.length() < 4 ? words : words.replace(token, "…"), SAID_CHARS);
  }
}
