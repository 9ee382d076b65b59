/** The worker's own pages over HTTP: health and metrics; read {@code Pages} first. */
@NullMarked
package dev.reveille.worker.pages;

import org.jspecify.annotations.NullMarked;
