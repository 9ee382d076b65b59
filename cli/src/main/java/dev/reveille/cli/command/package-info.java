/**
 * The commands and their options, and nothing else: the work is done elsewhere. Read {@code
 * Commands} first.
 */
@NullMarked
package dev.reveille.cli.command;

import org.jspecify.annotations.NullMarked;
