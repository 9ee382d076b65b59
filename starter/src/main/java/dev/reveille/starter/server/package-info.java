/**
 * How the server is spoken to: that its namespace is ready ({@link
 * dev.reveille.starter.server.Namespaces}), and what its errors mean.
 */
@NullMarked
package dev.reveille.starter.server;

import org.jspecify.annotations.NullMarked;
