/** Lines of a crontab in our words; read {@link CrontabImport} first. */
@NullMarked
package dev.reveille.starter.imports.crontab;

import org.jspecify.annotations.NullMarked;
