/**
 * {@code reveille gate}: boots of one build held against a baseline or another build, before it is
 * let in. Read {@code Gate} and {@code Rounds} first.
 */
@NullMarked
package dev.reveille.cli.gate;

import org.jspecify.annotations.NullMarked;
