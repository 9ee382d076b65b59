/** What a worker counts and times, in Prometheus' form; read {@code WorkerMetrics} first. */
@NullMarked
package dev.reveille.worker.metrics;

import org.jspecify.annotations.NullMarked;
