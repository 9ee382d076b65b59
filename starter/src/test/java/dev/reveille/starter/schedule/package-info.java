/** Our due times against the real server's: start at {@code ServerAgreementTest}. */
@NullMarked
package dev.reveille.starter.schedule;

import org.jspecify.annotations.NullMarked;
