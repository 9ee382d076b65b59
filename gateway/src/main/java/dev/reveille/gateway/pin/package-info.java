/**
 * What proves that the pinned model was asked and answered, without network or threads; read {@link
 * dev.reveille.gateway.pin.PinRules} and {@link dev.reveille.gateway.pin.AnswerProof} first.
 */
@NullMarked
package dev.reveille.gateway.pin;

import org.jspecify.annotations.NullMarked;
