/** What {@code reveille.yaml} and {@code .env} say: read {@code FolderSettings} first. */
@NullMarked
package dev.reveille.starter.files.settings;

import org.jspecify.annotations.NullMarked;
