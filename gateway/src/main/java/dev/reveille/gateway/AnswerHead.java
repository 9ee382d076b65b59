package dev.reveille.gateway;

import dev.reveille.domain.settings.Provider;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/** The head of a provider's answer, as far as it decides what becomes of the rest. */
record AnswerHead(int status, HttpFields headers, boolean proves, AnswerEncoding encoding) {
  static AnswerHead of(Response head, Endpoint endpoint) {
    return new AnswerHead(
        head.getStatus(),
        head.getHeaders(),
        head.getStatus() < 300 && endpoint.asksModel(),
        AnswerEncoding.of(head.getHeaders()));
  }

  /** Why the agent cannot be given such an answer; null for nothing. */
  @Nullable Refusal oddity(Provider provider) {
    if (status >= 300 && status < 400 && status != 304) {
      return Refusal.redirected(provider, status);
    }
    if (status > 599) {
      return Refusal.oddStatus(provider, status);
    }
    return proves && encoding == AnswerEncoding.OTHER ? Refusal.compressed(provider) : null;
  }

  /** Whether it has to be unzipped before it proves anything. */
  boolean zipped() {
    return proves && encoding == AnswerEncoding.GZIP;
  }
}
