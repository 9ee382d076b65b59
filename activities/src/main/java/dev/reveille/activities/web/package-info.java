/**
 * Requests to addresses that users write down: guarded, bounded, and never redirected. See {@code
 * Web}.
 */
@NullMarked
package dev.reveille.activities.web;

import org.jspecify.annotations.NullMarked;
