/**
 * What happened: a run's events, evidence and verdict; read {@code RunView} and {@code FailureType}
 * first.
 */
@NullMarked
package dev.reveille.domain.run;

import org.jspecify.annotations.NullMarked;
