/** Words and tables for people, JSON for programs; read {@code Console} first. */
@NullMarked
package dev.reveille.cli.text;

import org.jspecify.annotations.NullMarked;
