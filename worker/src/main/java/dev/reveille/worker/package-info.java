/** Wires, registers, starts and drains a worker. */
@NullMarked
package dev.reveille.worker;

import org.jspecify.annotations.NullMarked;
