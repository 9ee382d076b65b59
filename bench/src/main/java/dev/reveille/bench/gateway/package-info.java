/**
 * What the gateway costs, beside direct calls and other gateways; read {@code GatewayBench} first.
 */
@NullMarked
package dev.reveille.bench.gateway;

import org.jspecify.annotations.NullMarked;
