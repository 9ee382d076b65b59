/** What tests of schedules and of the client share: start at {@link SampleJobs}. */
@NullMarked
package dev.reveille.starter.testing;

import org.jspecify.annotations.NullMarked;
