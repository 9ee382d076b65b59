/** Probes on a real server. */
@NullMarked
package dev.reveille.starter.probe;

import org.jspecify.annotations.NullMarked;
