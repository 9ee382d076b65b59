/** Where a folder's data lives and who holds it; read {@link dev.reveille.cli.data.DataFolder}. */
@NullMarked
package dev.reveille.cli.data;

import org.jspecify.annotations.NullMarked;
