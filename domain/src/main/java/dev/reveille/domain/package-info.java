/** Pure values of Reveille, without Temporal and without I/O; read {@code job} and {@code run}. */
@NullMarked
package dev.reveille.domain;

import org.jspecify.annotations.NullMarked;
