/** The boot activity: its watchdog, its stages and the lease it leaves. */
@NullMarked
package dev.reveille.activities.boot;

import org.jspecify.annotations.NullMarked;
