/** Work that ends when it is cancelled or takes too long; read {@code Step} first. */
@NullMarked
package dev.reveille.agent.work;

import org.jspecify.annotations.NullMarked;
