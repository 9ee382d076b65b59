/** The gateway on its own, for one agent outside any schedule; read {@code GatewayAlone} first. */
@NullMarked
package dev.reveille.cli.gateway;

import org.jspecify.annotations.NullMarked;
