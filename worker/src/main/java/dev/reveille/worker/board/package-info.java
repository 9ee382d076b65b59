/**
 * The board: what jobs promised and what became of it, as pages and as JSON; read {@code Board} and
 * {@code BoardHandler} first.
 */
@NullMarked
package dev.reveille.worker.board;

import org.jspecify.annotations.NullMarked;
