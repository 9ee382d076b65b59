/**
 * What people are told: read {@code Notice}, which channels bring, and {@code Inbox}, which decides
 * on it from {@code Report}s.
 */
@NullMarked
package dev.reveille.domain.alert;

import org.jspecify.annotations.NullMarked;
