/** What the command line does with alert channels. */
@NullMarked
package dev.reveille.cli.alerts;

import org.jspecify.annotations.NullMarked;
