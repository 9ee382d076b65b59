/**
 * The loopback model gateway that stands between an agent and its provider; read {@link
 * dev.reveille.gateway.Gateway} and {@code Exchange} first.
 */
@NullMarked
package dev.reveille.gateway;

import org.jspecify.annotations.NullMarked;
