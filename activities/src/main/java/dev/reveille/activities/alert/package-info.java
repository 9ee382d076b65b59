/** Delivery of alerts to channels. */
@NullMarked
package dev.reveille.activities.alert;

import org.jspecify.annotations.NullMarked;
