/** The client that starts, watches and steers jobs: {@link dev.reveille.starter.ReveilleClient}. */
@NullMarked
package dev.reveille.starter;

import org.jspecify.annotations.NullMarked;
