/** The loopback model gateway that stands between an agent and its provider. */
@NullMarked
package dev.reveille.gateway;

import org.jspecify.annotations.NullMarked;
