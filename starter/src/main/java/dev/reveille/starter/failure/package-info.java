/**
 * Why something could not be done, a class for each reason: start at {@link
 * dev.reveille.starter.failure.ReveilleException}.
 */
@NullMarked
package dev.reveille.starter.failure;

import org.jspecify.annotations.NullMarked;
