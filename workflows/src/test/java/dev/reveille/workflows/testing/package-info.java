/** What tests of several modules share; read {@code DevServer} first. */
@NullMarked
package dev.reveille.workflows.testing;

import org.jspecify.annotations.NullMarked;
