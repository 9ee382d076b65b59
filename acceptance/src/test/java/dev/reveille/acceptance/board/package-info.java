/** The board in a real browser; read {@code BoardTest} first. */
@NullMarked
package dev.reveille.acceptance.board;

import org.jspecify.annotations.NullMarked;
