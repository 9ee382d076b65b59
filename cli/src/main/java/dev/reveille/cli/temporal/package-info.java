/**
 * The Temporal server a command talks to: given, running, or embedded; read {@link
 * dev.reveille.cli.temporal.TemporalTarget} and {@link dev.reveille.cli.temporal.EmbeddedTemporal}.
 */
@NullMarked
package dev.reveille.cli.temporal;

import org.jspecify.annotations.NullMarked;
