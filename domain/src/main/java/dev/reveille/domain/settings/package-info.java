/** What the worker is told beside the jobs: providers and alert channels. */
@NullMarked
package dev.reveille.domain.settings;

import org.jspecify.annotations.NullMarked;
