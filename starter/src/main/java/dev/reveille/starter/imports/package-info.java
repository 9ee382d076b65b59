/**
 * Other schedulers' jobs as job files: what is written where, and what is said of every field. Read
 * {@link dev.reveille.starter.imports.Placing} first.
 */
@NullMarked
package dev.reveille.starter.imports;

import org.jspecify.annotations.NullMarked;
