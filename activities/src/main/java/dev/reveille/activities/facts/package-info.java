/** What a host is like at a moment, read within milliseconds; begin with {@link HostWatch}. */
@NullMarked
package dev.reveille.activities.facts;

import org.jspecify.annotations.NullMarked;
