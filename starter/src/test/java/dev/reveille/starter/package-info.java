/** The client against the real server: start at {@code ReveilleClientTest}. */
@NullMarked
package dev.reveille.starter;

import org.jspecify.annotations.NullMarked;
