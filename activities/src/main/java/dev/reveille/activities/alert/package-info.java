/** Brings notices to channels, one sender for each kind. Read {@code Senders} first. */
@NullMarked
package dev.reveille.activities.alert;

import org.jspecify.annotations.NullMarked;
