package dev.reveille.gateway.pin;

import dev.reveille.domain.run.CallJudgement;

/**
 * Why a request is refused.
 *
 * @param code for programs
 * @param message for people; quotes a model or a short value of a parameter, never a prompt
 */
public record Violation(CallJudgement judgement, String code, String message) {}
