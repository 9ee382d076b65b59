/** Brings the results of good runs to those who wait for them. */
@NullMarked
package dev.reveille.activities.result;

import org.jspecify.annotations.NullMarked;
