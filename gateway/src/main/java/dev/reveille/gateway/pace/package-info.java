/**
 * When a request may go to its provider, so that an overloaded one is never made worse; read {@link
 * dev.reveille.gateway.pace.Pacer} and {@code Lane} first.
 */
@NullMarked
package dev.reveille.gateway.pace;

import org.jspecify.annotations.NullMarked;
