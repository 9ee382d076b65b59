/**
 * The way of a run to the few hosts beside the gateway that its job allows; read {@link
 * dev.reveille.gateway.tunnel.TunnelHandler} first.
 */
@NullMarked
package dev.reveille.gateway.tunnel;

import org.jspecify.annotations.NullMarked;
