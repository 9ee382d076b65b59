/** Plan, apply and the client against the real server: start at {@code ScheduleApplyTest}. */
@NullMarked
package dev.reveille.starter;

import org.jspecify.annotations.NullMarked;
