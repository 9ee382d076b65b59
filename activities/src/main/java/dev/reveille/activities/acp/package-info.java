/**
 * A small client of the Agent Client Protocol, version 1: see {@link AcpBoot} and {@link AcpTurn}.
 */
@NullMarked
package dev.reveille.activities.acp;

import org.jspecify.annotations.NullMarked;
