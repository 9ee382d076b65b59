/** What may stand in defaults, profile and job alike: read {@code LayerFields} first. */
@NullMarked
package dev.reveille.starter.files.layer;

import org.jspecify.annotations.NullMarked;
