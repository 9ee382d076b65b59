/** What each page says, as plain values for its template in {@code src/main/jte}. */
@NullMarked
package dev.reveille.worker.board.page;

import org.jspecify.annotations.NullMarked;
