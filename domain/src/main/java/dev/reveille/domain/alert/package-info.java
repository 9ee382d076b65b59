/** What people are told: one notice, whatever channel brings it. */
@NullMarked
package dev.reveille.domain.alert;

import org.jspecify.annotations.NullMarked;
