/** What a person asked for: a job's frozen definition; read {@code JobDefinition} first. */
@NullMarked
package dev.reveille.domain.job;

import org.jspecify.annotations.NullMarked;
