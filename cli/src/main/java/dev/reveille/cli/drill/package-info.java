/** The incidents that Reveille is for, replayed on a ground of their own. */
@NullMarked
package dev.reveille.cli.drill;

import org.jspecify.annotations.NullMarked;
