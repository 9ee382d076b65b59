package dev.reveille.gateway;

import dev.reveille.domain.job.ModelPin;
import dev.reveille.gateway.pin.AnswerParts;
import dev.reveille.gateway.pin.AnswerProof;
import dev.reveille.gateway.pin.AnswerRules;
import org.eclipse.jetty.http.HttpFields;

/** Puts a proof between an answer and the agent. */
final class Proving {
  private Proving() {}

  /**
   * The evidence is told of what the answer says of itself, the access of the tools it asks for.
   */
  static Gate gate(
      GatewayParts parts,
      Access access,
      Endpoint endpoint,
      Choice choice,
      HttpFields headers,
      Evidence evidence) {
    ModelPin pin = access.grant().pin();
    AnswerParts said = new AnswerParts(endpoint.dialect());
    AnswerProof proof =
        new AnswerProof(
            AnswerRules.of(pin, choice.model(), choice.provider(), headers::get),
            said,
            parts.answerBudget(),
            parts.options().maxRequestBytes());
    evidence.proving(said, proof);
    return Gate.of(
        proof,
        () -> {
          if (said.tellsOfNewTools()) {
            access.tools().asked(evidence.seq(), said.tools(), parts.clock().instant());
          }
        });
  }
}
