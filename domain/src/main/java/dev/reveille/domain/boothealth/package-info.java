/**
 * How long boots take against their limit: what is measured of each ({@link BootSample}), and when
 * that is worth a warning.
 */
@NullMarked
package dev.reveille.domain.boothealth;

import org.jspecify.annotations.NullMarked;
