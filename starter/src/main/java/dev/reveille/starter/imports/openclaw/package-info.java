/** OpenClaw's jobs in our words; read {@link OpenClawImport} first. */
@NullMarked
package dev.reveille.starter.imports.openclaw;

import org.jspecify.annotations.NullMarked;
