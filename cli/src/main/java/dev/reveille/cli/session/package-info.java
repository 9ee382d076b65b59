/** What every command stands on: folder, data, server, console. Read {@code Session} first. */
@NullMarked
package dev.reveille.cli.session;

import org.jspecify.annotations.NullMarked;
