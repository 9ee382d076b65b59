/** A host's promise to keep a booted agent, and the seat it sits on; read {@code Leases} first. */
@NullMarked
package dev.reveille.activities.lease;

import org.jspecify.annotations.NullMarked;
